/** How backups are: the verdict, what needs a person, the reasons in the plan, of tasks and of machines. */
export const states = {
  "No backup is set up yet.": "Noch ist keine Sicherung eingerichtet.",
  "This Holdfast has moved to {addresses}, and nothing is begun here any more. Settings, Other machines, lets it go on here.":
    "Dieses Holdfast ist nach {addresses} umgezogen, und hier wird nichts mehr begonnen. Unter Einstellungen, Andere Computer, kann es hier weitermachen.",
  "This computer is protected. Last backup {Ago}.": "Dieser Computer ist geschützt. Letzte Sicherung {Ago}.",
  "Backups are paused {Until}. Last good backup: {Ago}.":
    "Sicherungen sind {Until} pausiert. Letzte gute Sicherung: {Ago}.",
  "{name} is switched off. Last good backup: {Ago}.":
    "{name} ist ausgeschaltet. Letzte gute Sicherung: {Ago}.",
  "{name} is switched off.": "{name} ist ausgeschaltet.",
  "The first backup of {name} is running.": "Die erste Sicherung von {name} läuft.",
  "{name} has no backup yet.": "{name} hat noch keine Sicherung.",
  "{name} is late. Last good backup: {Ago}.": "{name} ist überfällig. Letzte gute Sicherung: {Ago}.",
  "The last backup of {name} failed. Last good backup: {Ago}.":
    "Die letzte Sicherung von {name} ist fehlgeschlagen. Letzte gute Sicherung: {Ago}.",
  "{name} is at risk. Last good backup: {Ago}.": "{name} ist gefährdet. Letzte gute Sicherung: {Ago}.",
  "All {count, number} computers are protected.": "Alle {count} Computer sind geschützt.",
  "{count, number} at risk": "{count} gefährdet",
  "{count, number} late": "{count} überfällig",
  "{count, number} without a backup": "{count} ohne Sicherung",
  "{count, number} paused": "{count} pausiert",
  "1 of {total, number} computers is protected: {Others}.":
    "1 von {total} Computern ist geschützt: {Others}.",
  "{good, number} of {total, number} computers are protected: {Others}.":
    "{good} von {total} Computern sind geschützt: {Others}.",
  "none yet": "noch keine",
  "just now": "gerade eben",
  "{minutes, number} min ago": "vor {minutes, plural, one {# Minute} other {# Minuten}}",
  "{hours, number} h ago": "vor {hours, plural, one {# Stunde} other {# Stunden}}",
  "{days, number} days ago": "vor {days} Tagen",
  "until somebody resumes them": "bis jemand sie fortsetzt",
  "until {time} UTC": "bis {time} UTC",
  "Holdfast's own database was damaged.": "Die eigene Datenbank von Holdfast war beschädigt.",
  "{policy} on {hostname} is at risk.": "{policy} auf {hostname} ist gefährdet.",
  "{policy} on {hostname} is late.": "{policy} auf {hostname} ist überfällig.",
  "There is no backup yet.": "Es gibt noch keine Sicherung.",
  "New and changed files are not in any backup.": "Neue und geänderte Dateien sind in keiner Sicherung.",
  "{Kept} And {count, number} more.": "{Kept} Und {count} weitere.",
  "No snapshot is removed there until somebody has looked.":
    "Bis jemand nachgesehen hat, wird dort kein Snapshot entfernt.",
  "Backups go on.": "Die Sicherungen gehen weiter.",
  "Holdfast can save nothing, because the disk of its data folder is full.":
    "Holdfast kann nichts speichern, weil die Festplatte seines Datenordners voll ist.",
  "Holdfast can save nothing, because its database cannot be written.":
    "Holdfast kann nichts speichern, weil seine Datenbank nicht beschreibbar ist.",
  "{Trouble} Make room or mend the disk; it goes on by itself then.":
    "{Trouble} Platz schaffen oder die Festplatte instand setzen; dann geht es von selbst weiter.",
  "{Trouble} No backup starts until it can.": "{Trouble} Bis das wieder geht, beginnt keine Sicherung.",
  "No backup starts, and nothing is recorded, until it can.":
    "Bis das wieder geht, beginnt keine Sicherung, und nichts wird aufgezeichnet.",
  "The write-ahead log of the database was taken away while Holdfast was not running. The latest changes before that are missing; everything else is there.":
    "Das Write-Ahead-Log der Datenbank wurde entfernt, während Holdfast nicht lief. Die letzten Änderungen davor fehlen; alles andere ist da.",
  "The database was not there.": "Die Datenbank war nicht da.",
  "The database was damaged ({damage}).": "Die Datenbank war beschädigt ({damage}).",
  "The internal backup of {backupAt} was put in its place: what was recorded between then and {now} is missing.":
    "An ihre Stelle kam die interne Sicherung von {backupAt}: Was von da bis {now} aufgezeichnet wurde, fehlt.",
  "The damaged files were kept ({file}).": "Die beschädigten Dateien wurden behalten ({file}).",
  "Snapshots in the repositories are not touched.": "Snapshots in den Repositorys sind davon nicht berührt.",
  "Stopped.": "Angehalten.",
  "Stopped by {actor}.": "Von {actor} angehalten.",
  "{Why}; tried again in about {minutes, number} min.":
    "{Why}; nächster Versuch in etwa {minutes, plural, one {# Minute} other {# Minuten}}.",
  "The machine lost track of this run": "Der Computer hat diesen Lauf aus den Augen verloren",
  "Did not work this time": "Diesmal ging es nicht",
  "Was interrupted; the orchestrator decides when it is tried again.":
    "Wurde unterbrochen; der Orchestrator entscheidet, wann der nächste Versuch folgt.",
  "The machine woke up without its network; tried again in about 5 min.":
    "Der Computer ist ohne Netzwerk aufgewacht; nächster Versuch in etwa 5 Minuten.",
  "Was interrupted; goes on as soon as possible.": "Wurde unterbrochen; geht so bald wie möglich weiter.",
  "Gave up after {count, number} attempts.": "Nach {count} Versuchen aufgegeben.",
  "quarantined: Holdfast on that machine ended {count, number} times during this task. Read the log of its last run, then try it again by hand.":
    "In Quarantäne: Holdfast auf jenem Computer endete {count}-mal während dieses Auftrags. Das Protokoll des letzten Laufs lesen, dann von Hand wiederholen.",
  "Backups of this machine are paused {Until}.": "Sicherungen dieses Computers sind {Until} pausiert.",
  "Backups are paused on the machine itself.": "Sicherungen sind auf dem Computer selbst pausiert.",
  "It could not start within {span}.": "Es konnte nicht innerhalb von {span} beginnen.",
  "Waits for mains power.": "Wartet auf Netzstrom.",
  "Waits for a connection that is not metered.": "Wartet auf eine Verbindung ohne begrenztes Datenvolumen.",
  "Waits until {time}, when backups may start.": "Wartet bis {time}; dann dürfen Sicherungen beginnen.",
  "Waits for {Kind} on {hostname}.": "Wartet auf {Kind} auf {hostname}.",
  backup: "Sicherung",
  check: "Prüfung",
  prune: "Bereinigung",
  restore: "Wiederherstellung",
  snapshots: "Auflistung der Snapshots",
  init: "Anlegen",
  unlock: "Entsperren",
  copy: "Kopie",
  repair: "Reparatur",
  drill: "Wiederherstellungsprobe",
  "Waits for somebody at this computer to allow it.":
    "Wartet darauf, dass jemand an diesem Computer zustimmt.",
  "{actor} refused the restore on that machine, so nothing was restored.":
    "{actor} hat die Wiederherstellung auf jenem Computer abgelehnt; darum wurde nichts wiederhergestellt.",
  "Nobody at that machine allowed the restore within 15 minutes, so nothing was restored. Ask somebody there to open Holdfast, then try it again.":
    "Innerhalb von 15 Minuten hat an jenem Computer niemand der Wiederherstellung zugestimmt; darum wurde nichts wiederhergestellt. Dort jemanden bitten, Holdfast zu öffnen, dann noch einmal versuchen.",
  "The machine has stopped reporting; it may still be at work.":
    "Der Computer meldet sich nicht mehr; vielleicht arbeitet er noch.",
  "An earlier run of this policy was still waiting.": "Ein früherer Lauf dieser Richtlinie wartete noch.",
  "The next run came due first.": "Vorher wurde der nächste Lauf fällig.",
  "{Absence} One later run covers it.": "{Absence} Ein späterer Lauf deckt ihn ab.",
  "{Absence} Caught up afterwards.": "{Absence} Danach nachgeholt.",
  "Its policy does not catch up.": "Seine Richtlinie holt nichts nach.",
  "More than seven days have passed.": "Mehr als sieben Tage sind vergangen.",
  "The next run is near.": "Der nächste Lauf steht kurz bevor.",
  "The plan was changed at that moment.": "Der Plan wurde in diesem Augenblick geändert.",
  "Covered while {name} did not answer.": "Ausgeführt, während {name} nicht antwortete.",
  "Holdfast was not running.": "Holdfast lief nicht.",
  "The computer was asleep.": "Der Computer war im Ruhezustand.",
  "Holdfast was busy.": "Holdfast war beschäftigt.",
  "Machine away: it does this backup by itself and tells of it when it is back.":
    "Computer nicht verbunden: Er sichert selbst und meldet es, sobald er zurück ist.",
  "The machine was away, and did not do it by itself.":
    "Der Computer war nicht verbunden und hat es nicht selbst ausgeführt.",
  "Done while away.": "Ohne Verbindung erledigt.",
  "The policy was taken from this machine.": "Die Richtlinie wurde diesem Computer entzogen.",
  "The policy was switched off.": "Die Richtlinie wurde ausgeschaltet.",
  "Is not tried again.": "Wird nicht noch einmal versucht.",
  "The machine did not take it; it is offered again when the machine is back.":
    "Der Computer hat es nicht angenommen; es wird ihm wieder angeboten, sobald er zurück ist.",
  "An earlier {Kind} of this repository was still waiting.":
    "Ein früherer Auftrag ({Kind}) für dieses Repository wartete noch.",
  "No machine maintains this repository; name one in its settings.":
    "Kein Computer pflegt dieses Repository; in seinen Einstellungen einen nennen.",
  "The last good prune is {hours, number} h old; one in {rest, number} h is enough.":
    "Die letzte gute Bereinigung ist {hours} Stunden alt; eine in {rest} Stunden genügt.",
  "Day of month and day of week are both set: it runs on either of them, not only when both fit.":
    "Tag des Monats und Wochentag sind beide gesetzt: Es läuft, wenn einer davon passt, nicht nur bei beiden.",
  "{time} does not exist on {day, date}, when the clocks go forward: it runs at {Instead} instead.":
    "Am {day, date, long} gibt es {time} nicht, weil die Uhren vorgestellt werden: Stattdessen läuft es um {Instead}.",
  "{time} on {day, date}": "{time} am {day, date, long}",
  "{time} comes twice on {day, date}, when the clocks go back: it runs the first time only.":
    "Am {day, date, long} kommt {time} zweimal, weil die Uhren zurückgestellt werden: Es läuft nur beim ersten Mal.",
  "{count, number} other runs start in the same minute. Another minute, or a random delay, spreads the load.":
    "{count} andere Läufe beginnen in derselben Minute. Eine andere Minute oder eine zufällige Verzögerung verteilt die Last.",
  "This never runs: no year has a day that fits. Choose another day or month.":
    "So läuft es nie: Kein Jahr hat einen passenden Tag. Einen anderen Tag oder Monat wählen.",
  "A cron expression has five fields: minute, hour, day of month, month, day of week.":
    "Ein Cron-Ausdruck hat fünf Felder: Minute, Stunde, Tag des Monats, Monat, Wochentag.",
  "The {Field} field {Fault}.": "Das Feld „{Field}“ {Fault}.",
  minute: "Minute",
  hour: "Stunde",
  "day of month": "Tag des Monats",
  month: "Monat",
  "day of week": "Wochentag",
  'has an empty place in its list "{text}"': "hat eine leere Stelle in seiner Liste „{text}“",
  "has {value}; use {lowest} to {highest}": "hat {value}; erlaubt ist {lowest} bis {highest}",
  "has the range {values}, which runs backwards; write {first}-{highest},{lowest}-{last}":
    "hat den Bereich {values}, der rückwärts läuft; richtig ist {first}-{highest},{lowest}-{last}",
  'has the step "{term}"; write */5 or {lowest}-{most}/5 with a step from 1 to {highest}':
    "hat den Schritt „{term}“; richtig ist */5 oder {lowest}-{most}/5 mit einem Schritt von 1 bis {highest}",
  'has "{text}", which is not understood; use {lowest} to {highest}, *, lists, ranges and steps':
    "hat „{text}“, was nicht verstanden wird; erlaubt sind {lowest} bis {highest}, *, Listen, Bereiche und Schritte",
  "No policy protects this machine.": "Keine Richtlinie schützt diesen Computer.",
  "Not heard of for {days, number} days.": "Seit {days} Tagen kein Lebenszeichen.",
  "Another machine is called {hostname} too: look at their ids, or rename one of them.":
    "Ein anderer Computer heißt auch {hostname}: die IDs vergleichen oder einen umbenennen.",
  "{policy} did not find its folders {count, number} times in a row. {Message}":
    "{policy} fand {count}-mal nacheinander seine Ordner nicht. {Message}",
  "Little space is left on {names}.": "Wenig Platz ist übrig auf {names}.",
  "The clock of this machine is {minutes, number} min {Way}.":
    "Die Uhr dieses Computers geht {minutes, plural, one {# Minute} other {# Minuten}} {Way}.",
  fast: "vor",
  slow: "nach",
  "restic was not found, so nothing can be backed up here.":
    "restic wurde nicht gefunden; darum lässt sich hier nichts sichern.",
  "restic {version} is too old; {minimum} or newer is needed.":
    "restic {version} ist zu alt; nötig ist {minimum} oder neuer.",
  "Holdfast {version} runs there, older than {ownVersion} here. Update it.":
    "Dort läuft Holdfast {version}, älter als {ownVersion} hier. Bitte aktualisieren.",
  "Heard of for the first time.": "Zum ersten Mal gemeldet.",
  "Heard of again; before that last at {time}.": "Wieder gemeldet; davor zuletzt {time}.",
  "No word for {seconds, number} s.": "Seit {seconds} s keine Meldung.",
  "Backups were paused by {actor} {Until}.": "Sicherungen wurden von {actor} pausiert, {Until}.",
  "Backups were resumed by {actor}.": "Sicherungen wurden von {actor} fortgesetzt.",
  "The pause is over.": "Die Pause ist vorbei.",
  "Joined with a code.": "Mit einem Code beigetreten.",
  "Joined with a code; waits for approval.": "Mit einem Code beigetreten; wartet auf Zulassung.",
  "Came with a key of this orchestrator from before it was set up again; waits for approval.":
    "Kam mit einem Schlüssel dieses Orchestrators aus der Zeit, bevor er neu eingerichtet wurde; wartet auf Zulassung.",
  "Registered again with a new code; the old key is dead.":
    "Mit einem neuen Code wieder angemeldet; der alte Schlüssel gilt nicht mehr.",
  "The machine asked for a new key; the old one is dead.":
    "Der Computer hat einen neuen Schlüssel verlangt; der alte gilt nicht mehr.",
  "Approved by {actor} as the machine it was before.":
    "Von {actor} als derselbe Computer wie zuvor zugelassen.",
  "Approved by {actor}.": "Von {actor} zugelassen.",
  "The machine left by itself.": "Der Computer hat sich selbst abgemeldet.",
  "{name} could not be told: remove this computer there too.":
    "{name} war nicht zu erreichen: diesen Computer dort auch entfernen.",
  "Removed by {actor}.": "Von {actor} entfernt.",
  "{name} has removed this computer, so the policies that it managed here are gone. Policies of this computer's own go on, and snapshots stay where they are.":
    "{name} hat diesen Computer entfernt; darum sind die von dort verwalteten Richtlinien hier weg. Eigene Richtlinien dieses Computers gelten weiter, und Snapshots bleiben, wo sie sind.",
  "{actor} ended following {name}: the policies that it managed here are gone. Policies of this computer's own go on, and snapshots stay where they are.":
    "{actor} hat das Folgen von {name} beendet: Die von dort verwalteten Richtlinien sind hier weg. Eigene Richtlinien dieses Computers gelten weiter, und Snapshots bleiben, wo sie sind.",
  "Less than {count, number} GiB are free there.": "Dort sind weniger als {count} GiB frei.",
  "At the pace of the last weeks it is full in less than {weeks, number} weeks.":
    "Im Tempo der letzten Wochen ist es in weniger als {weeks, plural, one {# Woche} other {# Wochen}} voll.",
  "It answers slowly: more than two seconds for the least request.":
    "Es antwortet langsam: mehr als zwei Sekunden für die kleinste Anfrage.",
  "It was not checked for more than two of its periods.":
    "Mehr als zwei seiner Zeiträume lang wurde es nicht geprüft.",
  "Nothing was pruned for more than two of its periods.":
    "Mehr als zwei seiner Zeiträume lang wurde nicht bereinigt.",
  "No restore was practised for more than two of its periods.":
    "Mehr als zwei seiner Zeiträume lang wurde keine Wiederherstellung geprobt.",
  "It was not copied for more than two of its periods.":
    "Mehr als zwei seiner Zeiträume lang wurde es nicht kopiert.",
  "The machine gave no answer.": "Der Computer gab keine Antwort.",
  "The snapshot {Which} is gone, and no prune of Holdfast removed it.":
    "Der Snapshot {Which} ist weg, und keine Bereinigung von Holdfast hat ihn entfernt.",
  "{count, number} snapshots are gone, and no prune of Holdfast removed them; one is {Which}.":
    "{count} Snapshots sind weg, und keine Bereinigung von Holdfast hat sie entfernt; einer ist {Which}.",
  "There is a snapshot that no run of Holdfast made: {Which}.":
    "Es gibt einen Snapshot, den kein Lauf von Holdfast angelegt hat: {Which}.",
  "There are {count, number} snapshots that no run of Holdfast made; the newest is {Which}.":
    "Es gibt {count} Snapshots, die kein Lauf von Holdfast angelegt hat; der neueste ist {Which}.",
  "A snapshot bears another time than its run had: {Which}.":
    "Ein Snapshot trägt eine andere Zeit als sein Lauf: {Which}.",
  "{count, number} snapshots bear other times than their runs had; the newest is {Which}.":
    "{count} Snapshots tragen andere Zeiten als ihre Läufe; der neueste ist {Which}.",
  "{id} of {Hostname}, dated {time}": "{id} von {Hostname}, vom {time}",
  "{id} of {Hostname} from {time}": "{id} von {Hostname} vom {time}",
  "an unnamed machine": "einem unbenannten Computer",
  "A backup of “{policy}” is unusual: {Unusual}": "Eine Sicherung von „{policy}“ ist ungewöhnlich: {Unusual}",
  "The {Kind} of {day} found damage. Make a copy of the repository, then repair it.":
    "{Kind} vom {day}: Schäden gefunden. Eine Kopie des Repositorys anlegen, dann reparieren.",
  "{Holder}, and no run of Holdfast explains it: check and prune cannot work while it is there.":
    "{Holder}, und kein Lauf von Holdfast erklärt es: Solange sie besteht, sind Prüfen und Bereinigen nicht möglich.",
  "{count, number} more like it.": "{count} weitere dieser Art.",
  "Look whether that machine still works, then unlock the repository.":
    "Nachsehen, ob jener Computer noch arbeitet, dann das Repository entsperren.",
  "There is a lock that cannot be read": "Es gibt eine Sperre, die sich nicht lesen lässt",
  "{Hostname} (process {pid} of {username}) has held a lock since {Time}":
    "{Hostname} (Prozess {pid} von {username}) hält eine Sperre seit {Time}",
  "An unknown machine": "Ein unbekannter Computer",
  "an unknown time": "unbekannter Zeit",
  "Retention of this repository is frozen: {First} Look at it on the repository's page, then acknowledge it.":
    "Die Aufbewahrung dieses Repositorys ruht: {First} Auf der Seite des Repositorys ansehen, dann bestätigen.",
  "{First} (and {count, number} more)": "{First} (und {count} weitere)",
};
