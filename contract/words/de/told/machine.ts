/** What a machine says of a run that it did not bring to a good end, and why it refused one. */
export const machine = {
  "The script “{name}” was not run: the local rules of this machine name no hook folder.":
    "Das Skript „{name}“ lief nicht: Die lokalen Regeln dieses Computers nennen keinen Hook-Ordner.",
  "The script “{name}” {Problem}.": "Das Skript „{name}“ {Problem}.",
  "could not be started ({message})": "ließ sich nicht starten ({message})",
  "did not end within {seconds, number} s and was ended":
    "endete nicht innerhalb von {seconds} s und wurde beendet",
  "ended with exit code {exitCode}": "endete mit Exit-Code {exitCode}",
  "was ended by {signal}": "wurde durch {signal} beendet",
  "is no plain file": "ist keine gewöhnliche Datei",
  "is not run, because {Distrust}": "wird nicht ausgeführt, denn {Distrust}",
  "is not there": "ist nicht da",
  "cannot be run ({code})": "lässt sich nicht ausführen ({code})",
  "{path} belongs to another account": "{path} gehört einem anderen Konto",
  "{path} can be written by others": "{path} können andere beschreiben",
  "{Problem} Nothing was backed up.": "{Problem} Nichts wurde gesichert.",
  "{Problem} The backup before it was made.": "{Problem} Die Sicherung davor ist da.",
  "{Refusal} Nothing was done.": "{Refusal} Es geschah nichts.",
  'This version of Holdfast does not do tasks of kind "{kind}". Update it on this machine.':
    "Diese Version von Holdfast kennt Aufträge der Art „{kind}“ nicht. Auf diesem Computer aktualisieren.",
  "This machine has restic {version}; Holdfast needs {minimum} or newer, so nothing was done. Install a newer restic.":
    "Dieser Computer hat restic {version}; Holdfast braucht {minimum} oder neuer. Es geschah nichts. Ein neueres restic installieren.",
  "Another repository ({found}) is at this place than the one that is meant ({expected}), so nothing was done. Bring the right drive or folder back, or correct the location.":
    "An diesem Speicherort ist ein anderes Repository ({found}) als das gemeinte ({expected}); darum geschah nichts. Das richtige Laufwerk oder den richtigen Ordner zurückbringen oder den Speicherort berichtigen.",
  "The local rules of this machine do not name the repository {Named}, so nothing was done there. An administrator of this machine can add its id to agent-rules.toml.":
    "Die lokalen Regeln dieses Computers nennen das Repository {Named} nicht; darum geschah dort nichts. Ein Administrator dieses Computers kann seine ID in agent-rules.toml eintragen.",
  "that is not there yet": "das noch nicht da ist,",
  "restic reported success but {Missing}, so Holdfast does not count this as success. Start the run again.":
    "restic meldete Erfolg, {Missing}; darum zählt Holdfast es nicht als Erfolg. Den Lauf neu starten.",
  "gave no summary": "aber keine Zusammenfassung",
  "named no snapshot": "nannte aber keinen Snapshot",
  "did not name the repository": "nannte aber das Repository nicht",
  "did not name the new repository": "nannte aber das neue Repository nicht",
  "gave no listing": "gab aber keine Auflistung aus",
  "gave no listing of the copy": "gab aber keine Auflistung der Kopie aus",
  "gave no listing afterwards": "gab aber danach keine Auflistung aus",
  "gave no plan": "gab aber keinen Plan aus",
  "did not say that the prune was done": "sagte aber nicht, dass die Bereinigung fertig ist",
  "only {count, number} of {total, number} files came back":
    "aber nur {count} von {total} Dateien kamen zurück",
  "only {count, number} of {Files} came back": "aber nur {count} von {Files} kamen zurück",
  "1 file or folder": "1 Datei oder Ordner",
  "{count, number} files and folders": "{count} Dateien und Ordnern",
  "{count, number} files are not complete": "aber {count} Dateien sind nicht vollständig",
  "{Message} What is in {folder} is not complete: the same restore once more goes on there and completes the files that are half written.":
    "{Message} Was in {folder} liegt, ist nicht vollständig: Dieselbe Wiederherstellung noch einmal geht dort weiter und vervollständigt die halb geschriebenen Dateien.",
  "was changed after an earlier attempt to restore it had broken off, so it was left alone and may be incomplete":
    "wurde geändert, nachdem ein früherer Versuch, sie wiederherzustellen, abgebrochen war; darum blieb sie, wie sie ist, und ist vielleicht unvollständig",
  "says that an earlier restore was not completed, and nothing more is known of it, so files that were skipped may be half written; to be sure, restore into a new folder, or overwrite the files, and then delete this one":
    "besagt, dass eine frühere Wiederherstellung nicht vollständig wurde, und mehr ist von ihr nicht bekannt; übersprungene Dateien sind darum vielleicht halb geschrieben. Um sicher zu sein, in einen neuen Ordner wiederherstellen oder die Dateien überschreiben, und dann diese Datei löschen",
  "Holdfast could not write down on this machine what it is about to restore, so nothing was restored. Its data folder has to be writable.":
    "Holdfast konnte auf diesem Computer nicht festhalten, was es wiederherstellen wird; darum wurde nichts wiederhergestellt. Sein Datenordner muss beschreibbar sein.",
  "What is overwritten is not kept: {Why}.": "Was überschrieben wird, wird nicht aufgehoben: {Why}.",
  "restic could not say which files that are": "restic konnte nicht sagen, welche Dateien das sind",
  "{Files} are too much for {folder}": "für eine Kopie von {Files} ist in {folder} zu wenig Platz",
  "the disk ran full": "der Datenträger lief voll",
  "Of what is overwritten, {Files} could not be kept: {Why}.":
    "Von {Files}, die überschrieben werden, ließ sich keine Kopie aufheben: {Why}.",
  "their names are no text": "ihre Namen sind kein Text",
  "The local rules cannot be relied on: {Distrust}.": "Auf die lokalen Regeln ist kein Verlass: {Distrust}.",
  "The local rules in {file} cannot be read: {Reason}.":
    "Die lokalen Regeln in {file} lassen sich nicht lesen: {Reason}.",
  "must be restic's id of a repository": "muss die ID eines Repositorys von restic sein",
  "The local rules of this machine say that {path} is never read, so {root} was not backed up, nor the rest. Take it out of the policy.":
    "Nach den lokalen Regeln dieses Computers wird {path} nie gelesen; darum wurde {root} nicht gesichert und der Rest auch nicht. Aus der Richtlinie herausnehmen.",
  "An administrator of this machine decides that in agent-rules.toml.":
    "Das entscheidet ein Administrator dieses Computers in agent-rules.toml.",
  'The local rules of this machine do not allow tasks of kind "{Kind}", so nothing was done. {Ask}':
    "Die lokalen Regeln dieses Computers erlauben solche Aufträge nicht ({Kind}); darum geschah nichts. {Ask}",
  "The local rules of this machine allow restores below {roots} only, so nothing was restored to {asked}. {Ask}":
    "Die lokalen Regeln dieses Computers erlauben Wiederherstellungen nur unterhalb von {roots}; darum wurde nach {asked} nichts wiederhergestellt. {Ask}",
  "The local rules of this machine do not allow a restore over files that are in use, so nothing was changed in {asked}. Restore into an empty folder. {Ask}":
    "Die lokalen Regeln dieses Computers erlauben keine Wiederherstellung über benutzte Dateien; darum wurde in {asked} nichts geändert. In einen leeren Ordner wiederherstellen. {Ask}",
  "None of the folders to be backed up is there, so there was nothing to do. Check the policy's folders.":
    "Keiner der zu sichernden Ordner ist da; darum war nichts zu tun. Die Ordner der Richtlinie prüfen.",
  "This folder is not there: {folders}. Nothing was backed up. Connect the disk, or correct the policy's folders.":
    "Dieser Ordner ist nicht da: {folders}. Nichts wurde gesichert. Laufwerk anschließen oder die Ordner der Richtlinie berichtigen.",
  "These folders are not there: {folders}. Nothing was backed up. Connect the disk, or correct the policy's folders.":
    "Diese Ordner sind nicht da: {folders}. Nichts wurde gesichert. Laufwerk anschließen oder die Ordner der Richtlinie berichtigen.",
  "There is a file at {target}, or on the way there, so nothing was restored. Choose a folder.":
    "Bei {target} oder auf dem Weg dorthin liegt eine Datei; darum wurde nichts wiederhergestellt. Einen Ordner wählen.",
  "The drive that holds {place} does not answer, so nothing was restored. Connect it again, or choose another folder.":
    "Das Laufwerk, auf dem {place} liegt, antwortet nicht; darum wurde nichts wiederhergestellt. Neu verbinden oder einen anderen Ordner wählen.",
  "The drive does not answer that holds {folders}. Nothing was backed up. Look whether the other computer is there and connect its drive again, or take it out of the policy.":
    "Das Laufwerk antwortet nicht, auf dem {folders} liegt. Nichts wurde gesichert. Nachsehen, ob der andere Computer da ist, und sein Laufwerk neu verbinden oder es aus der Richtlinie nehmen.",
  "The drive of the repository stopped answering at the end of the backup, so nobody can say whether the backup is in it. Connect it again; the next backup is complete.":
    "Das Laufwerk des Repositorys antwortete am Ende der Sicherung nicht mehr; darum kann niemand sagen, ob sie darin ist. Neu verbinden; die nächste Sicherung ist vollständig.",
  "This folder could not be read at all: {folders}. The others were saved. Give Holdfast the right to read all of them, or take them out of the policy.":
    "Dieser Ordner ließ sich gar nicht lesen: {folders}. Die anderen wurden gesichert. Holdfast das Lesen aller erlauben oder ihn aus der Richtlinie nehmen.",
  "These folders could not be read at all: {folders}. The others were saved. Give Holdfast the right to read all of them, or take them out of the policy.":
    "Diese Ordner ließen sich gar nicht lesen: {folders}. Die anderen wurden gesichert. Holdfast das Lesen aller erlauben oder sie aus der Richtlinie nehmen.",
  "The folder {folder} lies in the repository {repository} itself, so nothing was backed up. Take it out of the policy, or choose another place for the backups.":
    "Der Ordner {folder} liegt im Repository {repository} selbst; darum wurde nichts gesichert. Aus der Richtlinie nehmen oder einen anderen Speicherort für die Sicherungen wählen.",
  "Exclusion {Named} is written wrongly: restic does not take it, so nothing was backed up. Correct it in the policy.":
    "Ausschluss {Named} ist falsch geschrieben: restic nimmt ihn nicht an; darum wurde nichts gesichert. In der Richtlinie berichtigen.",
  "“{pattern}” (line {line, number})": "„{pattern}“ (Zeile {line})",
  "{Cause} leaves nothing of {root}, so nothing was backed up. Change the exclusions in the policy, or take the folder out of it.":
    "{Cause} lässt von {root} nichts übrig; darum wurde nichts gesichert. Die Ausschlüsse der Richtlinie ändern oder den Ordner herausnehmen.",
  "Exclusion {Named}": "Ausschluss {Named}",
  "The file {mark}, which excludes the folder that holds it,":
    "Die Datei {mark}, die ihren eigenen Ordner ausschließt,",
  "The disk {disk} of this machine has only {free} MiB left, and restic needs {needed} MiB there for its {What} ({folder}). Nothing was done. Make room on that disk, then start it again.":
    "Auf der Festplatte {disk} dieses Computers sind nur noch {free} MiB frei, und restic braucht dort {needed} MiB für {What} ({folder}). Es geschah nichts. Dort Platz schaffen, dann neu starten.",
  cache: "seinen Zwischenspeicher",
  "temporary files": "temporäre Dateien",
  "{Message} It is the disk {disk}, with {free} MiB left.":
    "{Message} Es ist die Festplatte {disk} mit noch {free} MiB.",
  "restic stood still and was ended: the disk {disk} of this machine, where it works in {folder}, has only {free} MiB left. Make room on that disk, then start it again.":
    "restic stand still und wurde beendet: Auf der Festplatte {disk} dieses Computers, wo es in {folder} arbeitet, sind nur noch {free} MiB frei. Dort Platz schaffen, dann neu starten.",
  "restic found {Found} in the repository, so some snapshots cannot be restored in full. Make a copy of the repository, then repair it; the commands are below.":
    "restic fand {Found} im Repository; darum lassen sich manche Snapshots nicht ganz wiederherstellen. Eine Kopie des Repositorys anlegen, dann reparieren; die Befehle stehen unten.",
  "one error": "einen Fehler",
  "{count, number} errors": "{count} Fehler",
  "{Errors} and 1 broken pack": "{Errors} und 1 beschädigtes Paket",
  "{Errors} and {count, number} broken packs": "{Errors} und {count} beschädigte Pakete",
  "No second repository is named any more, so nothing was copied.":
    "Es ist kein zweites Repository mehr genannt; darum wurde nichts kopiert.",
  "The two places are signed in to with different keys, and one restic knows only one set of keys for one kind of storage. Give both the same keys, or copy to a folder or another kind of server first, and from there to the second place.":
    "An den beiden Speicherorten meldet man sich mit verschiedenen Schlüsseln an, und ein restic kennt für eine Art von Speicher nur einen Satz. Beiden dieselben Schlüssel geben, oder zuerst in einen Ordner oder auf eine andere Art von Server kopieren und von dort an den zweiten Speicherort.",
  "The two places are in different regions, and one restic knows only one. Enter the same region in both, or in neither where the servers need none, or copy to a folder or another kind of server first, and from there to the second place.":
    "Die beiden Speicherorte liegen in verschiedenen Regionen, und ein restic kennt nur eine. Bei beiden dieselbe Region eintragen, oder bei keinem, wo die Server keine brauchen; oder zuerst in einen Ordner oder auf eine andere Art von Server kopieren und von dort an den zweiten Speicherort.",
  "One of the two places has its bucket in the path and the other one in the host name, and one restic knows only one way. Set both alike, or copy to a folder or another kind of server first, and from there to the second place.":
    "Bei einem der beiden Speicherorte steht der Bucket im Pfad, beim anderen im Hostnamen, und ein restic kennt nur einen Weg. Beide gleich einstellen, oder zuerst in einen Ordner oder auf eine andere Art von Server kopieren und von dort an den zweiten Speicherort.",
  "they were not copied; all others were": "sie wurden nicht kopiert, alle anderen schon",
  "{What}, the newest one among them; that is never done.":
    "{What}, darunter den neuesten; das geschieht nie.",
  "{What}, but this machine's clock is wrong by more than {minutes, number} minutes. Set the clock, then try again.":
    "{What}, aber die Uhr dieses Computers geht um mehr als {minutes} Minuten falsch. Die Uhr stellen, dann noch einmal versuchen.",
  "{What}, but what is kept was changed less than {hours, number} hours ago. {Confirm}":
    "{What}, aber die Aufbewahrung wurde vor weniger als {hours} Stunden geändert. {Confirm}",
  "{What} and leave fewer than {fewest, number}. {Confirm}":
    "{What}; weniger als {fewest} blieben übrig. {Confirm}",
  "{What}; more than {share, number} % of its history would be lost at once. {Confirm}":
    "{What}; mehr als {share} % des Verlaufs gingen auf einmal verloren. {Confirm}",
  "The retention of “{policy}” would remove {count, number} of {total, number} snapshots of {host}":
    "Die Aufbewahrung von „{policy}“ würde {count} von {total} Snapshots von {host} entfernen",
  "Look at the plan, then start the prune yourself and confirm it.":
    "Den Plan ansehen, dann die Bereinigung selbst starten und bestätigen.",
  "The snapshot holds no file that could be restored for practice, so nothing was proven. Look whether the policy backs up what it should.":
    "Der Snapshot enthält keine Datei, die sich zur Probe wiederherstellen ließe; bewiesen ist nichts. Nachsehen, ob die Richtlinie das Richtige sichert.",
  "There is too little room on this machine for a restore drill, so nothing was proven. Make room, then start it again.":
    "Auf diesem Computer ist zu wenig Platz für eine Wiederherstellungsprobe; bewiesen ist nichts. Platz schaffen, dann neu starten.",
  "did not come back in full": "kam nicht vollständig zurück",
  "the file on this machine differs from the backup although its size and time are the same; look at both before you trust either":
    "die Datei auf diesem Computer weicht von der Sicherung ab, obwohl Größe und Zeit gleich sind; beide ansehen, bevor einer zu trauen ist",
  "There is a file or a link at {path}, where the snapshot has a folder: it would be lost, although what is there was to stay. So nothing was restored. Choose another folder, or move it out of the way.":
    "Bei {path} ist eine Datei oder ein Link, wo der Snapshot einen Ordner hat: Sie ginge verloren, obwohl Vorhandenes bleiben sollte. Darum wurde nichts wiederhergestellt. Einen anderen Ordner wählen oder sie aus dem Weg räumen.",
  "The repository is not as Holdfast left it: there is {News}. Nothing was removed. Look at it on the repository's page, acknowledge it, then prune again.":
    "Das Repository ist nicht so, wie Holdfast es verließ: {News}. Nichts wurde entfernt. Auf der Seite des Repositorys ansehen, bestätigen, dann noch einmal bereinigen.",
  "The repository is not as Holdfast left it: there are {News}. Nothing was removed. Look at it on the repository's page, acknowledge it, then prune again.":
    "Das Repository ist nicht so, wie Holdfast es verließ: {News}. Nichts wurde entfernt. Auf der Seite des Repositorys ansehen, bestätigen, dann noch einmal bereinigen.",
  "{Snapshots} that Holdfast did not make, such as {id} of {hostname} dated {day}":
    "{Snapshots}, nicht von Holdfast angelegt, etwa {id} von {hostname} vom {day}",
  "{Snapshots} missing, such as {id}": "{Snapshots}, die fehlen, etwa {id}",
  "{Unknown}, and {Missing}": "{Unknown}, und {Missing}",
  "The repository is locked by {Holders}, so this run could not start. {Advice}":
    "Das Repository ist gesperrt von {Holders}; darum konnte dieser Lauf nicht beginnen. {Advice}",
  "That program has ended without cleaning up: unlock the repository.":
    "Jenes Programm endete, ohne aufzuräumen: das Repository entsperren.",
  "It is tried again by itself; if the lock stays, look whether that machine still works.":
    "Der nächste Versuch folgt von selbst; bleibt die Sperre, nachsehen, ob jener Computer noch arbeitet.",
  "{hostname} (process {pid} of {username}, since {Since})":
    "{hostname} (Prozess {pid} von {username}, seit {Since})",
  "less than a minute": "weniger als einer Minute",
  "{minutes, number} min": "{minutes} Min.",
  "{hours, number} h": "{hours} Std.",
  "The repository has no such snapshot. It may have been forgotten.":
    "Das Repository hat diesen Snapshot nicht. Vielleicht wurde er entfernt.",
  "{count, number} snapshots that were to be forgotten are still there: the place lets nobody delete. Give the maintenance machine a sign-in that may delete, or leave an append-only place without prune.":
    "{count} Snapshots, die entfernt werden sollten, sind noch da: Der Speicherort lässt niemanden löschen. Dem pflegenden Computer eine Anmeldung geben, die löschen darf, oder an einem Speicherort, der nur Hinzufügen erlaubt, nicht bereinigen.",
  "{First} Those snapshots were kept.": "{First} Jene Snapshots wurden behalten.",
  "{First} {count, number} more of the plans were refused too. Those snapshots were kept.":
    "{First} {count} weitere Pläne wurden auch abgelehnt. Jene Snapshots wurden behalten.",
  "A repair changes the repository, so it is only done after a person confirmed it.":
    "Eine Reparatur ändert das Repository; darum geschieht sie nur, nachdem jemand sie bestätigt hat.",
  "On Windows files cannot be put back in their old place yet, so nothing was changed. Restore into a folder and move them from there.":
    "Unter Windows lassen sich Dateien noch nicht an ihren alten Ort zurückbringen; darum wurde nichts geändert. In einen Ordner wiederherstellen und von dort verschieben.",
  '"{target}" is no full path on this machine, so nothing was restored. Choose another folder.':
    "„{target}“ ist auf diesem Computer kein vollständiger Pfad; darum wurde nichts wiederhergestellt. Einen anderen Ordner wählen.",
  "The snapshot holds none of the chosen files, so nothing was restored. Choose them again from the snapshot's tree.":
    "Der Snapshot enthält keine der gewählten Dateien; darum wurde nichts wiederhergestellt. Im Baum des Snapshots neu auswählen.",
  "{Files} could not be restored; they are listed with restic's own words. What is not listed came back.":
    "Nicht wiederhergestellt: {Files}; sie stehen mit den Worten von restic in der Liste. Was dort nicht steht, kam zurück.",
  "restic could not read {Snapshots} of the repository, so {Effect}. Check the repository: it says what is damaged and how to mend it.":
    "restic konnte {Snapshots} des Repositorys nicht lesen; {Effect}. Das Repository prüfen: Das sagt, was beschädigt ist und wie es sich beheben lässt.",
  "1 snapshot": "1 Snapshot",
  "{count, number} snapshots": "{count} Snapshots",
  "this listing is not whole and changes nothing": "diese Auflistung ist unvollständig und ändert nichts",
  "nothing was removed": "nichts wurde entfernt",
  "nobody knows what is left": "niemand weiß, was übrig ist",
  "The repository went away in the middle of the backup, so the backup is not in it. Was the drive taken out? Bring it back, and the next backup is complete. If a folder {folder} is there while the drive is out, restic made it meanwhile and it can be deleted.":
    "Das Repository verschwand mitten in der Sicherung; darum ist sie nicht darin. Wurde das Laufwerk entfernt? Ist es zurück, ist die nächste Sicherung vollständig. Steht ohne das Laufwerk ein Ordner {folder} da, hat restic ihn inzwischen angelegt, und er kann gelöscht werden.",
  "restic kept every lock: their owners may still be at work.":
    "restic behielt alle Sperren: Ihre Besitzer arbeiten vielleicht noch.",
  "{Holder} holds a lock. Only that machine can tell whether it is still at work; unlock from there.":
    "{Holder} hält eine Sperre. Nur jener Computer weiß, ob er noch arbeitet; von dort entsperren.",
  "{Holder} left a lock. This machine cannot tell whether it is still at work. Make sure that it is not, then confirm.":
    "{Holder} ließ eine Sperre zurück. Dieser Computer weiß nicht, ob dort noch gearbeitet wird. Sicherstellen, dass nicht, dann bestätigen.",
  "{Holder} holds the repository and may still be at work, so its lock stays. Wait for its end.":
    "{Holder} hält das Repository und arbeitet vielleicht noch; darum bleibt die Sperre. Das Ende abwarten.",
  Somebody: "Jemand",
  "no such file or directory": "nicht vorhanden",
  "permission denied": "Zugriff verweigert",
  "input/output error": "Ein-/Ausgabefehler",
  "could not be read": "ließ sich nicht lesen",
};
