/** The page Restore. */
export const restore = {
  "Earlier days": "Frühere Tage",
  "Days with snapshots": "Tage mit Snapshots",
  "Later days": "Spätere Tage",
  "no snapshot": "kein Snapshot",
  "What changed since {time}": "Was sich seit {time} geändert hat",
  "The snapshots could not be compared": "Die Snapshots konnten nicht verglichen werden",
  "Nothing changed in this folder.": "In diesem Ordner hat sich nichts geändert.",
  "+{added, number} added": "+{added, number} neu",
  "−{removed, number} removed": "−{removed, number} entfernt",
  "~{modified, number} changed": "~{modified, number} geändert",
  Changes: "Änderungen",
  "Open a folder further down to see the rest.": "Öffnen Sie einen Unterordner, um den Rest zu sehen.",
  "+ added": "+ neu",
  "− removed": "− entfernt",
  "~ changed": "~ geändert",
  "~ other kind": "~ andere Art",
  "~ attributes": "~ Attribute",
  "! differs": "! weicht ab",
  Snapshot: "Snapshot",
  "This repository has no snapshot that Holdfast knows of. The first appears when a backup has ended.":
    "Dieses Repository hat keinen Snapshot, den Holdfast kennt. Der erste erscheint, wenn eine Sicherung beendet ist.",
  "No snapshot is of this machine and policy.":
    "Kein Snapshot stammt von diesem Computer und dieser Richtlinie.",
  "Choose a snapshot": "Snapshot wählen",
  Older: "Ältere",
  "The calendar could not be read": "Der Kalender konnte nicht gelesen werden",
  "Snapshot {id}": "Snapshot {id}",
  "Select {name}": "{name} auswählen",
  "Versions of {name}": "Versionen von {name}",
  Versions: "Versionen",
  "The versions could not be looked up": "Die Versionen konnten nicht gesucht werden",
  "No snapshot that Holdfast can read holds this file any more.":
    "Kein Snapshot, den Holdfast lesen kann, enthält diese Datei noch.",
  "Show it there": "Dort zeigen",
  Download: "Herunterladen",
  "At a time that is not known": "Zu unbekannter Zeit",
  "Written {time}": "Geschrieben {time}",
  "in {count, plural, one {# snapshot} other {# snapshots}}":
    "in {count, plural, one {# Snapshot} other {# Snapshots}}",
  "in {count, plural, one {# snapshot} other {# snapshots}}, last {time}":
    "in {count, plural, one {# Snapshot} other {# Snapshots}}, zuletzt {time}",
  "Find a file in all backups": "Datei in allen Sicherungen finden",
  "Find a file in all backups of {machine}": "Datei in allen Sicherungen von {machine} finden",
  "A newer snapshot has come: {time}": "Ein neuerer Snapshot ist dazugekommen: {time}",
  "Open it": "Öffnen",
  "Name of the file, or a part of it": "Name der Datei oder ein Teil davon",
  Find: "Suchen",
  "The snapshots could not be searched": "Die Snapshots konnten nicht durchsucht werden",
  "No file or folder in this repository is called “{name}”. Try a shorter part of the name.":
    "Keine Datei und kein Ordner in diesem Repository heißt „{name}“. Versuchen Sie einen kürzeren Teil des Namens.",
  "There are more. Write more of the name to see the rest.":
    "Es gibt mehr. Geben Sie mehr vom Namen ein, um den Rest zu sehen.",
  "Found files": "Gefundene Dateien",
  "snapshot {id}": "Snapshot {id}",
  "last in the snapshot of {time}": "zuletzt im Snapshot von {time}",
  folder: "Ordner",
  "Versions of {path}": "Versionen von {path}",
  Folder: "Ordner",
  "This folder could not be read": "Dieser Ordner konnte nicht gelesen werden",
  "This folder is empty.": "Dieser Ordner ist leer.",
  "Contents of {path}": "Inhalt von {path}",
  "Show more of this folder": "Mehr von diesem Ordner zeigen",
  "Creates {creates, number}": "Legt {creates, number} an",
  "overwrites {overwrites, number}": "überschreibt {overwrites, number}",
  "keeps {keeps, number}": "behält {keeps, number}",
  "{newer, plural, one {# is} other {# are}} newer there than in the snapshot":
    "{newer, plural, one {# ist} other {# sind}} dort neuer als im Snapshot",
  Files: "Dateien",
  "Choose a day, tick what you want back, and say where to. Nothing is overwritten unless you say so.":
    "Wählen Sie einen Tag, haken Sie an, was Sie zurückhaben möchten, und sagen Sie, wohin. Nichts wird überschrieben, wenn Sie es nicht verlangen.",
  "Nothing to restore yet": "Noch nichts wiederherzustellen",
  "After the first backup its files can be browsed here. Backups that restic made before are found too: add their repository.":
    "Nach der ersten Sicherung können Sie hier ihre Dateien durchsehen. Auch Sicherungen, die restic früher gemacht hat, werden gefunden: Fügen Sie ihr Repository hinzu.",
  "What would happen": "Was geschehen würde",
  "On {hostname}, in {target}. {size} are written.":
    "Auf {hostname}, in {target}. {size} werden geschrieben.",
  "There is too little room": "Der Platz reicht nicht",
  "Only {size} are free there. Make room, or choose fewer files or another folder.":
    "Dort sind nur {size} frei. Schaffen Sie Platz oder wählen Sie weniger Dateien oder einen anderen Ordner.",
  "Newer files would be lost": "Neuere Dateien gingen verloren",
  "What was written to them since the snapshot is replaced. Choose another folder, or “Replace it where the snapshot is newer”, to keep them.":
    "Was seit dem Snapshot in sie geschrieben wurde, wird ersetzt. Um sie zu behalten, wählen Sie einen anderen Ordner oder „Ersetzen, wo der Snapshot neuer ist“.",
  "What is overwritten": "Was überschrieben wird",
  Back: "Zurück",
  "Restore now": "Jetzt wiederherstellen",
  Which: "Welche",
  "and {count} more": "und {count} weitere",
  "Keep what is there": "Behalten, was da ist",
  "Replace it where the snapshot is newer": "Ersetzen, wo der Snapshot neuer ist",
  "Replace it where it differs": "Ersetzen, wo es abweicht",
  "Replace it always": "Immer ersetzen",
  "the whole snapshot": "ganzer Snapshot",
  "Only an administrator can restore. Ask one, or sign in as one.":
    "Nur ein Administrator kann wiederherstellen. Fragen Sie einen oder melden Sie sich als einer an.",
  "The restore was not started": "Die Wiederherstellung wurde nicht gestartet",
  "The restore could not be tried out": "Die Wiederherstellung konnte nicht ausprobiert werden",
  "Somebody at that machine has to allow this within 15 minutes, unless its own rules do":
    "Jemand an diesem Computer muss das innerhalb von 15 Minuten erlauben, wenn nicht dessen eigene Regeln es tun",
  "Into a new folder": "In einen neuen Ordner",
  "Below the home folder, named after the snapshot and the date. Nothing that exists is touched.":
    "Im persönlichen Ordner, benannt nach Snapshot und Datum. Nichts Bestehendes wird angerührt.",
  "Into a folder that I choose": "In einen Ordner, den ich wähle",
  "Back to where the files came from": "Dorthin zurück, woher die Dateien kamen",
  "Target folder": "Zielordner",
  "Where a file exists already": "Wo es eine Datei schon gibt",
  "Files that exist are replaced by what they were in the snapshot. What was written to them since is lost.":
    "Bestehende Dateien werden durch ihren Stand im Snapshot ersetzt. Was seitdem in sie geschrieben wurde, geht verloren.",
  "Read every file again afterwards and compare it with the backup":
    "Danach jede Datei noch einmal lesen und mit der Sicherung vergleichen",
  "Takes about as long again, and proves that what came back is what was backed up.":
    "Dauert etwa noch einmal so lange und beweist, dass zurückkam, was gesichert wurde.",
  "Download as zip": "Als ZIP herunterladen",
  "Restore {what}": "Wiederherstellen: {what}",
  "{count, plural, one {# item} other {# items}} selected":
    "{count, plural, one {# Eintrag} other {# Einträge}} ausgewählt",
  "Do not restore {path}": "{path} nicht wiederherstellen",
};
