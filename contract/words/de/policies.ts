/** The pages Policies and the editor of a policy. */
export const policies = {
  "The file is not a policy: {field} {fault}": "Die Datei ist keine Richtlinie: {field} {fault}",
  "Only when": "Nur wenn",
  "The computer is not on battery": "Der Computer läuft nicht auf Akku",
  "A due backup waits for mains power": "Eine fällige Sicherung wartet auf Netzstrom",
  "The network is not metered": "Das Netz ist nicht getaktet",
  "A due backup waits for a connection that costs nothing extra":
    "Eine fällige Sicherung wartet auf eine Verbindung, die nichts extra kostet",
  "Hours in which backups may start": "Stunden, in denen Sicherungen beginnen dürfen",
  "At any time": "Jederzeit",
  "In the time zone of the schedule": "In der Zeitzone des Zeitplans",
  "Only in some hours": "Nur in manchen Stunden",
  "More hours": "Weitere Stunden",
  "Give up after": "Aufgeben nach",
  "A backup that had to wait this long is left out, with the reason. Blank: it waits":
    "Eine Sicherung, die so lange warten musste, wird ausgelassen, mit dem Grund. Leer: Sie wartet",
  "Hours {row}": "Stunden {row}",
  "From|time": "Von",
  "To|time": "Bis",
  "Remove hours {row}": "Stunden {row} entfernen",
  "The policy could not be read": "Die Richtlinie konnte nicht gelesen werden",
  "The machines of this policy could not be read":
    "Die Computer dieser Richtlinie konnten nicht gelesen werden",
  "Its runs": "Ihre Läufe",
  Delete: "Löschen",
  "Delete the policy {name}?": "Richtlinie {name} löschen?",
  "Its schedule ends. Runs and snapshots stay and can still be restored. A policy that a machine still uses cannot be deleted: take the machines out first.":
    "Ihr Zeitplan endet. Läufe und Snapshots bleiben und lassen sich weiter wiederherstellen. Eine Richtlinie, die ein Computer noch nutzt, kann nicht gelöscht werden: Nehmen Sie zuerst die Computer heraus.",
  "Delete the policy": "Richtlinie löschen",
  "Temporary files": "Temporäre Dateien",
  Development: "Entwicklung",
  "Browser caches": "Browser-Caches",
  "Disk images": "Laufwerksabbilder",
  "Is a file left out?": "Wird eine Datei ausgelassen?",
  "Path to test": "Zu prüfender Pfad",
  "A whole path, as it is on the machine": "Ein ganzer Pfad, wie er auf dem Computer ist",
  "No pattern leaves it out. Marks of caches, sizes and other file systems are not looked at here.":
    "Kein Muster lässt sie aus. Kennzeichen von Caches, Größen und andere Dateisysteme werden hier nicht geprüft.",
  "Left out by “{pattern}”.": "Ausgelassen durch „{pattern}“.",
  "No machine has joined yet.": "Noch ist kein Computer beigetreten.",
  "Folders on": "Ordner auf",
  "{hostname} (offline)": "{hostname} (offline)",
  "On {system} this policy has folders of its own, which are written below. Ticks here change those of the other machines.":
    "Auf {system} hat diese Richtlinie eigene Ordner, die unten stehen. Häkchen hier ändern die der anderen Computer.",
  "Folders on {hostname}": "Ordner auf {hostname}",
  "Nothing is chosen yet. Tick a folder; untick one inside it to leave that out.":
    "Noch ist nichts gewählt. Haken Sie einen Ordner an; entfernen Sie das Häkchen eines Ordners darin, um ihn auszulassen.",
  "so far {size} in {count, plural, one {# file} other {# files}}":
    "bisher {size} in {count, plural, one {# Datei} other {# Dateien}}",
  "at least {size} in {count, plural, one {# file} other {# files}}":
    "mindestens {size} in {count, plural, one {# Datei} other {# Dateien}}",
  "{size} in {count, plural, one {# file} other {# files}}":
    "{size} in {count, plural, one {# Datei} other {# Dateien}}",
  "Chosen here: {amount}, without {count, plural, one {# folder} other {# folders}}.":
    "Hier gewählt: {amount}, ohne {count, plural, one {# Ordner} other {# Ordner}}.",
  "Chosen here: {amount}.": "Hier gewählt: {amount}.",
  "Not there: {list}.": "Nicht vorhanden: {list}.",
  "Files that patterns leave out are still in it; “Try it” below counts without them.":
    "Dateien, die Muster auslassen, sind noch dabei; „Ausprobieren“ unten zählt ohne sie.",
  "Home folder": "Persönlicher Ordner",
  Downloads: "Downloads",
  "Looking…": "Sieht nach…",
  "No folders in here": "Keine Ordner hierin",
  "There are more. Type the path of those above, a folder a line.":
    "Es gibt mehr. Geben Sie deren Pfade oben ein, einen Ordner je Zeile.",
  "Click, or press Space, to look again.": "Klicken oder die Leertaste drücken, um erneut nachzusehen.",
  "never read, by the local rules of the machine": "nie gelesen, nach den Regeln des Computers selbst",
  "saved with the folder around it; its name cannot be written down":
    "wird mit dem umgebenden Ordner gesichert; sein Name lässt sich nicht hinschreiben",
  "of the system, holds no files": "vom System, enthält keine Dateien",
  "left out by {pattern}": "ausgelassen durch {pattern}",
  "{size} in use": "{size} belegt",
  "not counted": "nicht gezählt",
  "over {size}": "über {size}",
  "{size}, {count, plural, one {# item} other {# items}} unreadable":
    "{size}, {count, plural, one {# Eintrag} other {# Einträge}} nicht lesbar",
  "The file was not imported": "Die Datei wurde nicht importiert",
  Import: "Importieren",
  "The file is not a policy: it is not JSON. Choose one that was exported here.":
    "Die Datei ist keine Richtlinie: Sie ist kein JSON. Wählen Sie eine, die hier exportiert wurde.",
  Last: "Letzte",
  Hourly: "Stündlich",
  Daily: "Täglich",
  Weekly: "Wöchentlich",
  Monthly: "Monatlich",
  Yearly: "Jährlich",
  Keep: "Aufbewahren",
  "How many snapshots of each kind are to stay; the others go when the repository is pruned. With no number at all every snapshot stays.":
    "Wie viele Snapshots jeder Art bleiben sollen; die anderen gehen, wenn das Repository bereinigt wird. Ganz ohne Zahl bleibt jeder Snapshot.",
  "And everything from the last": "Und alles aus den letzten",
  "restic's way of writing it: 30d, 1y6m, 36h": "In der Schreibweise von restic: 30d, 1y6m, 36h",
  "Server: late after a day": "Server: überfällig nach einem Tag",
  "Desktop: late after three days": "Arbeitsplatz: überfällig nach drei Tagen",
  "Laptop: late after a week": "Laptop: überfällig nach einer Woche",
  Automatic: "Automatisch",
  Smallest: "Am kleinsten",
  "Alarms and limits": "Alarme und Grenzen",
  "When an old backup is alarming": "Wann eine alte Sicherung Alarm auslöst",
  Compression: "Komprimierung",
  "Upload at most": "Hochladen höchstens",
  "Download at most": "Herunterladen höchstens",
  "Stop a run after": "Lauf anhalten nach",
  "Stop a run without progress for": "Lauf anhalten ohne Fortschritt seit",
  "Files read at once": "Zugleich gelesene Dateien",
  Description: "Beschreibung",
  "A policy that is switched off keeps its snapshots and starts nothing.":
    "Eine ausgeschaltete Richtlinie behält ihre Snapshots und startet nichts.",
  "Read from a file: {name}": "Aus einer Datei gelesen: {name}",
  "Nothing is saved yet. Choose the repository and the machines, then save.":
    "Noch ist nichts gespeichert. Wählen Sie das Repository und die Computer, dann speichern Sie.",
  "Nothing is saved yet. Choose the repository (it was “{name}”) and the machines, then save.":
    "Noch ist nichts gespeichert. Wählen Sie das Repository (es war „{name}“) und die Computer, dann speichern Sie.",
  "A policy says what is backed up, where to, and when. Each machine follows the policies that it is assigned.":
    "Eine Richtlinie sagt, was gesichert wird, wohin und wann. Jeder Computer folgt den Richtlinien, die ihm zugewiesen sind.",
  "The policies could not be read": "Die Richtlinien konnten nicht gelesen werden",
  "No policy yet": "Noch keine Richtlinie",
  "Choose folders and a place for them; Holdfast does the rest each hour.":
    "Wählen Sie Ordner und einen Speicherort dafür; den Rest tut Holdfast jede Stunde.",
  "Managed by {name}": "Verwaltet von {name}",
  "To {repository}, {schedule}": "Nach {repository}, {schedule}",
  "{count, plural, one {# folder} other {# folders}}": "{count, plural, one {# Ordner} other {# Ordner}}",
  "and {count, plural, one {# more folder} other {# more folders}}":
    "und {count, plural, one {# weiterer Ordner} other {# weitere Ordner}}",
  "The policy {name} is saved.": "Die Richtlinie {name} ist gespeichert.",
  "“{wrong}” cannot be a label": "„{wrong}“ kann kein Label sein",
  "{name} queued on {count, plural, one {# machine} other {# machines}}.":
    "{name} auf {count, plural, one {# Computer} other {# Computern}} eingereiht.",
  "{name} was not copied": "{name} wurde nicht kopiert",
  "Actions for {name}": "Aktionen für {name}",
  Duplicate: "Duplizieren",
  "Export as a file": "Als Datei exportieren",
  "nothing yet": "noch nichts",
  "a repository still to be chosen": "ein noch zu wählendes Repository",
  "Backs up {what} of {who} to {where}, {schedule}.": "Sichert {what} von {who} nach {where}, {schedule}.",
  "Backs up {what} of {who} to {where}, {schedule}, {waits}.":
    "Sichert {what} von {who} nach {where}, {schedule}, {waits}.",
  "It is switched off: nothing runs.": "Sie ist ausgeschaltet: Nichts läuft.",
  "every machine with the label {label}": "jedem Computer mit dem Label {label}",
  "no machine": "keinem Computer",
  "{name}, wherever a machine keeps it": "{name}, wo immer ein Computer das hat",
  "the home folder": "persönlicher Ordner",
  "not on battery": "nicht auf Akku",
  "not on a metered network": "nicht in einem getakteten Netz",
  "only from {times}": "nur von {times}",
  "{from} to {to}": "{from} bis {to}",
  "{count} last": "{count} letzte",
  "{count} hourly": "{count} stündliche",
  "{count} daily": "{count} tägliche",
  "{count} weekly": "{count} wöchentliche",
  "{count} monthly": "{count} monatliche",
  "{count} yearly": "{count} jährliche",
  "everything of the last {period}": "alles der letzten {period}",
  "Keeps every snapshot.": "Behält jeden Snapshot.",
  "Keeps {list}.": "Behält {list}.",
  "In words": "In Worten",
  "{count, plural, one {One field needs} other {# fields need}} your attention before this can be saved.":
    "{count, plural, one {Ein Feld braucht} other {# Felder brauchen}} Ihre Aufmerksamkeit, bevor gespeichert werden kann.",
  "Save the policy": "Richtlinie speichern",
  "Documents of people": "Persönliche Dokumente",
  "Documents, pictures and desktop, each hour, for computers that sleep and travel.":
    "Dokumente, Bilder und Schreibtisch, jede Stunde, für Computer, die schlafen und reisen.",
  "Server at night": "Server bei Nacht",
  "Configuration and data of a Linux server, each night, alarming after a day.":
    "Konfiguration und Daten eines Linux-Servers, jede Nacht, mit Alarm nach einem Tag.",
  "Everything in the home folder, each evening of the week.":
    "Alles im persönlichen Ordner, jeden Abend der Woche.",
  "Show what would go": "Zeigen, was ginge",
  "By the numbers before:": "Nach den Zahlen davor:",
  "{kept, plural, one {# snapshot stays} other {# snapshots stay}}, {removed, plural, one {# goes} other {# go}} with the next prune. Nothing was changed.":
    "{kept, plural, one {# Snapshot bleibt} other {# Snapshots bleiben}}, {removed, plural, one {# geht} other {# gehen}} mit der nächsten Bereinigung. Nichts wurde geändert.",
  "Every period": "In Abständen",
  "Custom (cron)": "Eigener (Cron)",
  "Only by hand": "Nur von Hand",
  "At minute": "Zur Minute",
  Period: "Abstand",
  "Such as 30m, 6h or 1d": "Etwa 30m, 6h oder 1d",
  "Cron expression": "Cron-Ausdruck",
  "Minute, hour, day of the month, month, day of the week":
    "Minute, Stunde, Tag des Monats, Monat, Wochentag",
  On: "Auf",
  "On|days": "An",
  "Choose at least one day": "Wählen Sie mindestens einen Tag",
  "The policy is not saved": "Die Richtlinie ist nicht gespeichert",
  "Somebody saved this policy after you opened it":
    "Jemand hat diese Richtlinie gespeichert, nachdem Sie sie geöffnet haben",
  "Nothing of yours was written, so that the other change is not lost. Your entries are still in this form: copy what you need, then load the saved version and change it.":
    "Von Ihnen wurde nichts geschrieben, damit die andere Änderung nicht verloren geht. Ihre Eingaben stehen noch hier: Kopieren Sie, was Sie brauchen, laden Sie dann die gespeicherte Fassung und ändern Sie sie.",
  "Load the saved version": "Gespeicherte Fassung laden",
  "As JSON": "Als JSON",
  "Nothing runs by itself. Start it with “Back up now”.":
    "Nichts läuft von selbst. Starten Sie mit „Jetzt sichern“.",
  "This schedule does not work": "Dieser Zeitplan geht nicht",
  "Next runs, for a machine in {timeZone}:": "Nächste Läufe, für einen Computer in {timeZone}:",
  "Next runs:": "Nächste Läufe:",
  "Next runs": "Nächste Läufe",
  "Only on {system}": "Nur auf {system}",
  "Something here is not right": "Hier stimmt etwas nicht",
  "Folders on {system}": "Ordner auf {system}",
  "One a line. They take the place of the folders above; blank: the same folders":
    "Einer je Zeile. Sie ersetzen die Ordner oben; leer: dieselben Ordner",
  "Optional folders on {system}": "Optionale Ordner auf {system}",
  "Those whose absence is no failure": "Solche, deren Fehlen kein Fehlschlag ist",
  "Leave out on {system}, too": "Auch auslassen auf {system}",
  "Patterns, one a line. They are added to those above":
    "Muster, eines je Zeile. Sie kommen zu denen oben dazu",
  "other folders": "andere Ordner",
  "optional folders": "optionale Ordner",
  "more left out": "mehr ausgelassen",
  "Nothing differs": "Nichts weicht ab",
  Templates: "Vorlagen",
  "Try it": "Ausprobieren",
  "Count what it would back up": "Zählen, was gesichert würde",
  "It could not be tried": "Es konnte nicht ausprobiert werden",
  "Nothing is saved and nothing is backed up: the machine counts files and says which folders are missing.":
    "Nichts wird gespeichert und nichts gesichert: Der Computer zählt Dateien und sagt, welche Ordner fehlen.",
  "the drive does not answer that holds {folder}": "das Laufwerk antwortet nicht, auf dem {folder} liegt",
  "the drive does not answer; optional": "das Laufwerk antwortet nicht; optional",
  "the drive does not answer": "das Laufwerk antwortet nicht",
  "Bring the drive back, or mark the folder optional.":
    "Bringen Sie das Laufwerk zurück oder kennzeichnen Sie den Ordner als optional.",
  "{folder} is not there": "{folder} ist nicht da",
  "{folder} cannot be read": "{folder} ist nicht lesbar",
  "is not there, and is optional": "ist nicht da und ist optional",
  "is not there": "ist nicht da",
  "cannot be read, and is optional": "ist nicht lesbar und ist optional",
  "cannot be read": "ist nicht lesbar",
  "{count, plural, one {# file} other {# files}}, {size}":
    "{count, plural, one {# Datei} other {# Dateien}}, {size}",
  "At least {count, plural, one {# file} other {# files}}, {size}":
    "Mindestens {count, plural, one {# Datei} other {# Dateien}}, {size}",
  "A backup would end as a failure": "Eine Sicherung würde fehlschlagen",
  "Correct the folder, or mark it optional.":
    "Berichtigen Sie den Ordner oder kennzeichnen Sie ihn als optional.",
  "What was counted": "Was gezählt wurde",
  "{count, plural, one {# item cannot be read} other {# items cannot be read}}":
    "{count, plural, one {# Eintrag ist nicht lesbar} other {# Einträge sind nicht lesbar}}",
  "Tick folders in a tree, with their sizes": "Ordner in einem Baum anhaken, mit ihren Größen",
  "Leave out": "Auslassen",
  "One restic pattern a line: a name, a path, or one with * and **":
    "Ein Muster von restic je Zeile: ein Name, ein Pfad oder eines mit * und **",
  "Common things to leave out": "Was oft ausgelassen wird",
  "Leave out folders that a program marked as cache":
    "Ordner auslassen, die ein Programm als Cache gekennzeichnet hat",
  "Those with a file named CACHEDIR.TAG": "Solche mit einer Datei namens CACHEDIR.TAG",
  "Stay on the same file system": "Im selben Dateisystem bleiben",
  "Disks and shares that are mounted inside the folders are left out":
    "Laufwerke und Freigaben, die in den Ordnern eingebunden sind, werden ausgelassen",
  "Leave out files larger than": "Dateien auslassen, die größer sind als",
  "Leave out folders that hold a file named": "Ordner auslassen mit einer Datei namens",
  "Leave out placeholders of a cloud drive": "Platzhalter eines Cloud-Laufwerks auslassen",
  "Files that are only in the cloud and would be downloaded to be read, where restic can tell":
    "Dateien, die nur in der Cloud sind und zum Lesen heruntergeladen würden, soweit restic es erkennt",
  "Save files that programs hold open (Windows)": "Dateien sichern, die Programme geöffnet halten (Windows)",
  "From a shadow copy of the volume, where Holdfast has an administrator's rights":
    "Aus einer Schattenkopie des Laufwerks, wo Holdfast Administratorrechte hat",
  "A folder that does not exist makes the run fail, so that nobody believes it is saved. Mark it optional if it is a drive that is not always plugged in.":
    "Fehlt ein Ordner, schlägt der Lauf fehl, damit niemand ihn für gesichert hält. Kennzeichnen Sie ihn als optional, wenn er auf einem Laufwerk liegt, das nicht immer angeschlossen ist.",
  "Each machine's own": "Die des jeweiligen Computers",
  When: "Wann",
  "Spread over": "Verteilen über",
  "So that not all machines start in the same minute":
    "Damit nicht alle Computer in derselben Minute beginnen",
  "Catch up after sleep or power-off": "Nach Ruhezustand oder Ausschalten nachholen",
  "One run for all that were missed, unless the next is near":
    "Ein Lauf für alle verpassten, wenn der nächste nicht nah ist",
  Where: "Wohin",
  "There is no repository yet": "Es gibt noch kein Repository",
  "Every machine with one of these labels": "Jeder Computer mit einem dieser Labels",
  "Now and later: a machine that gets the label is protected from then on":
    "Jetzt und später: Ein Computer, der das Label bekommt, ist von da an geschützt",
  "No machine has a label yet": "Noch kein Computer hat ein Label",
  "No machine is enrolled yet. You can save the policy and assign machines later.":
    "Noch ist kein Computer beigetreten. Sie können die Richtlinie speichern und Computer später zuweisen.",
  "Search for a part of the name to see the other {count, number}.":
    "Suchen Sie nach einem Teil des Namens, um die übrigen {count, number} zu sehen.",
  "And these, by name": "Und diese, namentlich",
  "Machines that follow this policy": "Computer, die dieser Richtlinie folgen",
  "{hostname} (this computer)": "{hostname} (dieser Computer)",
  "by label {label}": "durch Label {label}",
  "Your own": "Eigene",
  "Of this computer alone; {manager} knows nothing of them.":
    "Nur von diesem Computer; {manager} weiß nichts davon.",
  "There is none. You may have your own beside those that are managed.":
    "Es gibt keine. Sie können neben den verwalteten eigene haben.",
  "Managed by {manager}": "Verwaltet von {manager}",
  "They are changed there and only read here. {link}": "Geändert werden sie dort, hier nur gelesen. {link}",
  "It cannot be reached at the moment": "Es ist gerade nicht erreichbar",
  "See the connection": "Verbindung ansehen",
  "What is changed there applies here within a minute. While {manager} cannot be reached, this computer goes on backing up by what it knows.":
    "Was dort geändert wird, gilt hier innerhalb einer Minute. Solange {manager} nicht erreichbar ist, sichert dieser Computer weiter nach dem, was er weiß.",
  Folders: "Ordner",
  "Left out": "Ausgelassen",
  "without {pattern}": "ohne {pattern}",
  "Only an administrator can change a policy.": "Nur ein Administrator kann eine Richtlinie ändern.",
  "Managed by {manager}. It is changed there, not here.":
    "Verwaltet von {manager}. Geändert wird sie dort, nicht hier.",
};
