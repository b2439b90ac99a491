/** The page Schedule. */
export const schedule = {
  "Nothing is planned this week": "Diese Woche ist nichts geplant",
  "The hours of the coming runs appear here.": "Hier erscheinen die Stunden der kommenden Läufe.",
  "Runs in the next 7 days, by hour": "Läufe der nächsten 7 Tage nach Stunde",
  "Most runs in one hour: {count}, on {day} from {hour}:00.":
    "Meiste Läufe in einer Stunde: {count}, {day} ab {hour}:00.",
  "{count, plural, one {# run} other {# runs}} start within an hour":
    "{count, plural, one {# Lauf beginnt} other {# Läufe beginnen}} innerhalb einer Stunde",
  "They share disks, network and repository. Give their policies other times, or a wider “Spread over”.":
    "Sie teilen sich Laufwerke, Netz und Repository. Geben Sie ihren Richtlinien andere Zeiten oder ein größeres „Verteilen über“.",
  "Runs by day and hour": "Läufe nach Tag und Stunde",
  Day: "Tag",
  "What became of the schedule could not be read": "Was aus dem Zeitplan wurde, konnte nicht gelesen werden",
  "Nothing matches": "Nichts passt",
  "Nothing was due yet": "Noch war nichts fällig",
  "Other due times may be there without these filters.":
    "Ohne diese Filter gibt es vielleicht andere Termine.",
  "Each due time gets a line here when it comes, also those that were left out.":
    "Jeder Termin bekommt hier eine Zeile, wenn er kommt, auch die ausgelassenen.",
  "What became of each due time": "Was aus jedem Termin wurde",
  Due: "Fällig",
  What: "Was",
  Outcome: "Ergebnis",
  Task: "Auftrag",
  Run: "Lauf",
  "Filter the due times": "Termine filtern",
  "Any outcome": "Jedes Ergebnis",
  "What will run, and what became of everything that was due: nothing that did not run is without its reason.":
    "Was laufen wird und was aus allem wurde, das fällig war: Nichts, was nicht lief, bleibt ohne Grund.",
  Upcoming: "Geplant",
  "What became of it": "Was daraus wurde",
  Density: "Dichte",
  "Nothing is planned in the next {hours} hours": "In den nächsten {hours} Stunden ist nichts geplant",
  "A policy with a schedule that is switched on plans its runs here, for machines that are not paused.":
    "Eine eingeschaltete Richtlinie mit Zeitplan plant hier ihre Läufe, für Computer ohne Pause.",
  "Open policies": "Richtlinien öffnen",
  "Planned runs": "Geplante Läufe",
  "More than {count, number} runs in the next {hours} hours.":
    "Mehr als {count, number} Läufe in den nächsten {hours} Stunden.",
  "There are too many runs to list them all: from {time} on some are missing here.":
    "Es sind zu viele Läufe, um alle aufzuzählen: Ab {time} fehlen hier einige.",
  "then {rhythm}, {count} more until {time}": "dann {rhythm}, noch {count}-mal bis {time}",
  "and {count} more until {time}": "und {count} weitere bis {time}",
  "and once more on {time}": "und noch einmal am {time}",
  "Show each machine": "Jeden Computer zeigen",
  "Machines, each with its next time": "Computer, jeder mit seinem nächsten Termin",
  "{clock} on {count, plural, one {# machine} other {# machines}}":
    "{clock} auf {count, plural, one {# Computer} other {# Computern}}",
  "Show more": "Mehr zeigen",
  "{count, plural, one {# run} other {# runs}} in the next {hours} hours.":
    "{count, plural, one {# Lauf} other {# Läufe}} in den nächsten {hours} Stunden.",
  "{count, plural, one {# schedule} other {# schedules}} in use; the scheduler last looked {time}.":
    "{count, plural, one {# Zeitplan} other {# Zeitpläne}} in Gebrauch; zuletzt nachgesehen {time}.",
};
