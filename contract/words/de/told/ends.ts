/** How a command of the command line ended, and why it could not begin. */
export const ends = {
  "it ended as {status} without having run": "endete als {status}, ohne gelaufen zu sein",
  "Log: holdfast runs --log {run}": "Protokoll: holdfast runs --log {run}",
  "{subject}: stopped. What is uploaded already makes the next run faster.":
    "{subject}: angehalten. Was übertragen ist, macht den nächsten Lauf schneller.",
  "{subject}: stopped.": "{subject}: angehalten.",
  "{subject}: stopped. What is in {folder} is not complete: the same restore once more goes on there and completes the files that are half written.":
    "{subject}: angehalten. Was in {folder} liegt, ist nicht vollständig: Dieselbe Wiederherstellung noch einmal geht dort weiter und vervollständigt die halb geschriebenen Dateien.",
  "{subject}: failed. {Why}": "{subject}: fehlgeschlagen. {Why}",
  "nothing had changed, so no new snapshot was needed":
    "nichts hatte sich geändert, kein neuer Snapshot war nötig",
  "{size} new": "{size} neu",
  "backed up as snapshot {id}: {Numbers}": "gesichert als Snapshot {id}: {Numbers}",
  "{size} freed": "{size} freigegeben",
  "no errors": "keine Fehler",
  "no errors; part {part} of the data was read too": "keine Fehler; Teil {part} der Daten wurde mitgelesen",
  "no lock had to go": "keine Sperre musste weg",
  "{kind}: waiting for its turn": "{kind}: wartet, bis es an der Reihe ist",
  "{kind}: starting": "{kind}: beginnt",
  "It ended as {status}.": "Es endete als {status}.",
  "Holdfast tries again by itself: {time}.": "Holdfast versucht es von selbst noch einmal: {time}.",
  "Holdfast goes on with it in the background. See how it is with: holdfast status":
    "Holdfast macht im Hintergrund weiter. Wie es steht, zeigt: holdfast status",
  "Only an administrator may look further: run this again with sudo (on Windows: in a terminal of an administrator).":
    "Weiter sehen darf nur ein Administrator: mit sudo noch einmal aufrufen (unter Windows im Terminal eines Administrators).",
  "There is none yet.": "Es gibt noch keines.",
  Service: "Dienst",
  Repositories: "Repositorys",
  "Other machines": "Andere Computer",
  "Audit log": "Änderungsprotokoll",
  "Last errors": "Letzte Fehler",
  "Everything else": "Alles andere",
  "None come in here.": "Hier kommen keine herein.",
  "They come in at {addresses}; pin of the authority {pin}.":
    "Sie kommen herein unter {addresses}; Pin der Stelle {pin}.",
  "Nothing was changed or taken out among its {entries, number} entries.":
    "Unter seinen {entries} Einträgen wurde keiner geändert oder entfernt.",
  "Entry {seq, number} was changed, or the one before it was taken out. Look at who can write the database.":
    "Eintrag {seq} wurde geändert, oder der davor wurde entfernt. Sehen Sie nach, wer die Datenbank schreiben kann.",
  "No run failed in the last {days, number} days.":
    "In den letzten {days} Tagen ist kein Lauf fehlgeschlagen.",
  "There is a restic repository in {folder} already. Nothing was set up. Give its password with --password-file FILE, or choose an empty folder.":
    "In {folder} gibt es schon ein restic-Repository. Nichts wurde eingerichtet. Sein Passwort mit --password-file DATEI angeben oder einen leeren Ordner wählen.",
  "The password file {path} cannot be read ({code}), so nothing was set up.":
    "Die Passwortdatei {path} lässt sich nicht lesen ({code}); nichts wurde eingerichtet.",
  "The Holdfast service of this computer does not run (data folder {folder}), so nothing is being backed up now. Why is at the end of {log}. As an administrator, start it with: holdfast service install":
    "Der Dienst Holdfast dieses Computers läuft nicht (Datenordner {folder}); darum wird gerade nichts gesichert. Warum, steht am Ende von {log}. Als Administrator starten mit: holdfast service install",
  "Holdfast is not running here (data folder {folder}), so nothing is being backed up now. Open the Holdfast app, or start it with: holdfast core":
    "Holdfast läuft hier nicht (Datenordner {folder}); darum wird gerade nichts gesichert. Die App Holdfast öffnen oder starten mit: holdfast core",
  "Holdfast was stopped meanwhile. It takes up again what was running when it starts: open the app, or run holdfast core":
    "Holdfast wurde inzwischen angehalten. Beim Start nimmt es wieder auf, was lief: die App öffnen oder holdfast core aufrufen",
  "Holdfast runs as a service on this computer, and only an administrator may command it. Run this again with sudo (on Windows: in a terminal of an administrator).":
    "Holdfast läuft auf diesem Computer als Dienst, und nur ein Administrator darf ihm befehlen. Mit sudo noch einmal aufrufen (unter Windows im Terminal eines Administrators).",
  "There is no snapshot {wanted}. See what there is with: holdfast snapshots":
    "Es gibt keinen Snapshot {wanted}. Was es gibt, zeigt: holdfast snapshots",
  "{wanted} is the beginning of several snapshots. Write more of it, or name its repository with --repository:":
    "{wanted} ist der Anfang mehrerer Snapshots. Mehr davon schreiben oder sein Repository mit --repository nennen:",
  "This is not a join code: those start with {prefix}":
    "Das ist kein Beitrittscode: Die beginnen mit {prefix}",
  "This join code is not complete, or has a typing error. Copy it again.":
    "Dieser Beitrittscode ist unvollständig oder hat einen Tippfehler. Noch einmal kopieren.",
  "This Holdfast runs without an agent (--no-agent), so it cannot back up or restore here. Start it without --no-agent.":
    "Dieses Holdfast läuft ohne Agenten (--no-agent); es kann hier nicht sichern oder wiederherstellen. Ohne --no-agent starten.",
  '"{text}" is not a full path, and which folder it means would depend on where a backup runs. Write it in full, perhaps {full}, or as rest:https://nas:8000/name/.':
    "„{text}“ ist kein vollständiger Pfad; welcher Ordner gemeint ist, hinge davon ab, wo eine Sicherung läuft. Vollständig schreiben, vielleicht {full}, oder als rest:https://nas:8000/name/.",
  "Give a whole number from {least} to {most}.": "Eine ganze Zahl von {least} bis {most} angeben.",
  '"{span}" is no period. Write one like 30m, 2h or 1d.':
    "„{span}“ ist kein Zeitraum. So schreiben: 30m, 2h oder 1d.",
  '"{text}" is no time. Write one like {Example}.': "„{text}“ ist keine Zeit. So schreiben: {Example}.",
  "2026-11-25T08:00, or 08:00 for the next time it is eight":
    "2026-11-25T08:00, oder 08:00 für das nächste Mal, wenn es acht ist",
  "There are several: say which {Kind}": "Es gibt mehrere: genauer angeben ({Kind})",
  'There is no {Kind} "{wanted}"': "{Kind} „{wanted}“ gibt es nicht",
  "There is no {Kind} yet.": "Noch nicht vorhanden: {Kind}.",
  "{Complaint}. There is:": "{Complaint}. Vorhanden:",
  "The repository {folder} would lie inside {around}, so every backup would save the earlier ones once more. Nothing was set up. Choose a place outside, best on another disk.":
    "Das Repository {folder} läge in {around}; jede Sicherung würde die früheren noch einmal sichern. Nichts wurde eingerichtet. Einen Ort außerhalb wählen, am besten auf einer anderen Festplatte.",
  "The recovery kit could not be saved as {path} ({Why}). The repository has been added, but without the kit a lost computer means a lost password. Run the same command again with --kit FILE, at a place that can be written.":
    "Das Notfall-Kit ließ sich nicht als {path} speichern ({Why}). Das Repository ist hinzugefügt, aber ohne das Kit bedeutet ein verlorener Computer ein verlorenes Passwort. Denselben Befehl noch einmal mit --kit DATEI aufrufen, an einem beschreibbaren Ort.",
  "There is too little room: {needed} are to be written and {free} are free, so nothing was restored. Make room, name fewer files, or choose another folder with --to.":
    "Zu wenig Platz: {needed} sind zu schreiben und {free} sind frei; darum wurde nichts wiederhergestellt. Platz schaffen, weniger Dateien nennen oder mit --to einen anderen Ordner wählen.",
  "The file {path} cannot be read ({code}), so nothing was set up. Correct the path, or the rights of the file.":
    "Die Datei {path} lässt sich nicht lesen ({code}); nichts wurde eingerichtet. Den Pfad oder die Rechte der Datei berichtigen.",
  "There is no {names}, so nothing was set up. Check the spelling; quote names with blanks.":
    "Nicht vorhanden: {names}; nichts wurde eingerichtet. Die Schreibweise prüfen; Namen mit Leerzeichen in Anführungszeichen setzen.",
  "There is a repository at {location} already, and its password is another one. Nothing was set up. Give its password with --password-file FILE, or choose an empty place.":
    "An {location} gibt es schon ein Repository, und sein Passwort ist ein anderes. Nichts wurde eingerichtet. Sein Passwort mit --password-file DATEI angeben oder einen leeren Ort wählen.",
  "{Why} Nothing was set up at {location}.": "{Why} An {location} wurde nichts eingerichtet.",
  "{path} cannot be written ({code}). Name another file with --zip.":
    "{path} ist nicht beschreibbar ({code}). Mit --zip eine andere Datei nennen.",
  "{Files} there is newer.": "{Files} dort ist neuer.",
  "{Files} there are newer.": "{Files} dort sind neuer.",
  "{Files} there is newer than in the snapshot and would be lost, so nothing was restored. {Way}":
    "{Files} dort ist neuer als im Snapshot und ginge verloren; darum wurde nichts wiederhergestellt. {Way}",
  "{Files} there are newer than in the snapshot and would be lost, so nothing was restored. {Way}":
    "{Files} dort sind neuer als im Snapshot und gingen verloren; darum wurde nichts wiederhergestellt. {Way}",
  "Add --yes to overwrite them all the same, or take --overwrite if-newer to keep them.":
    "Mit --yes trotzdem überschreiben oder mit --overwrite if-newer behalten.",
  "Where to is missing: set HOLDFAST_DATABASE_URL to postgres://user:password@host/database, or HOLDFAST_DATABASE_URL_FILE to a file that holds it.":
    "Es fehlt, wohin: HOLDFAST_DATABASE_URL auf postgres://benutzer:passwort@host/datenbank setzen oder HOLDFAST_DATABASE_URL_FILE auf eine Datei, die das enthält.",
  "Moved {count, number} rows to the server. The file of before is {file}; delete it when you have seen that all is well.":
    "{count} Zeilen auf den Server umgezogen. Die bisherige Datei ist {file}; löschen, sobald alles in Ordnung ist.",
  "Start Holdfast with the same HOLDFAST_DATABASE_URL and the same key now. Machines come by themselves.":
    "Holdfast jetzt mit derselben HOLDFAST_DATABASE_URL und demselben Schlüssel starten. Computer kommen von selbst.",
  "It runs no agent of its own there: to go on backing up this computer, let it join with a code (docs/scaling.md).":
    "Dort läuft kein eigener Agent: Um diesen Computer weiter zu sichern, ihn mit einem Code beitreten lassen (docs/scaling.md).",
  "Start Holdfast now. Machines that joined before that day come back by themselves once they reach this computer,":
    "Holdfast jetzt starten. Computer, die vor jenem Tag beigetreten sind, kommen von selbst, sobald sie diesen erreichen,",
  "those that joined later wait there for your yes (holdfast open, Machines);":
    "später beigetretene warten dort auf Zulassung (holdfast open, Computer);",
  "runs and logs from before are not in the kit, snapshots are in the repositories.":
    "frühere Läufe und Protokolle sind nicht im Kit, Snapshots sind in den Repositorys.",
  "With them came every run and log. Start Holdfast now: the machines come by themselves, sent by the old computer.":
    "Mit ihnen kamen alle Läufe und Protokolle. Holdfast jetzt starten: Die Computer kommen von selbst, vom alten geschickt.",
  "That one is a machine like others now. To look after it from here: stop Holdfast there, move holdfast.db* out of":
    "Jener ist jetzt ein Computer wie andere. Um ihn von hier zu betreuen: Holdfast dort anhalten, holdfast.db* aus",
  "its data folder, start it again, and join with a code from here (holdfast invite).":
    "seinem Datenordner nehmen, wieder starten und mit einem Code von hier beitreten (holdfast invite).",
  "Into {target}: creates {creates, number}, overwrites {overwrites, number}; {size} to write.":
    "Nach {target}: legt {creates} an, überschreibt {overwrites}; {size} zu schreiben.",
  "Into {target}: creates {creates, number}, overwrites {overwrites, number}, keeps {keeps, number}; {size} to write.":
    "Nach {target}: legt {creates} an, überschreibt {overwrites}, behält {keeps}; {size} zu schreiben.",
  "From snapshot {id}: {policy} of {hostname}, {time}, with {paths}.":
    "Aus Snapshot {id}: {policy} von {hostname}, {time}, mit {paths}.",
  "From snapshot {id}: {hostname}, {time}, with {paths}.":
    "Aus Snapshot {id}: {hostname}, {time}, mit {paths}.",
  "overwrites {path}": "überschreibt {path}",
  "removed {What}": "entfernt: {What}",
  "What was overwritten is kept in {folder}: delete it once you are sure.":
    "Das Überschriebene liegt noch in {folder}: löschen, sobald es sicher nicht mehr gebraucht wird.",
  "What was overwritten ({Files}, {size}) is kept in {folder}: delete it once you are sure.":
    "Das Überschriebene ({Files}, {size}) liegt noch in {folder}: löschen, sobald es sicher nicht mehr gebraucht wird.",
  "1 is left": "1 bleibt",
  "{count, number} are left": "{count} bleiben",
  "{Files} came back and equals the backup": "{Files} kam zurück und gleicht der Sicherung",
  "{Files} came back and equal the backup": "{Files} kamen zurück und gleichen der Sicherung",
  "{Verified}; {count, number} compared with the live files too":
    "{Verified}; {count} auch mit den jetzigen Dateien verglichen",
  "{Items} could not be read and is not in it:": "{Items} ließ sich nicht lesen und fehlt darin:",
  "{Items} could not be read and are not in it:": "{Items} ließen sich nicht lesen und fehlen darin:",
  "The files are in {folder}": "Die Dateien sind in {folder}",
};
