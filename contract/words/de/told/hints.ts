/** Cause, effect and next step of a run that did not succeed, and the machine's own words for it. */
export const hints = {
  "Not everything came back. The snapshot is as it was.":
    "Nicht alles kam zurück. Der Snapshot ist unverändert.",
  "No new backup was made.": "Es entstand keine neue Sicherung.",
  "It was not done.": "Es wurde nicht ausgeführt.",
  "{What} Snapshots that exist already are safe.": "{What} Vorhandene Snapshots sind sicher.",
  "It is tried again by itself. {Action}": "Der nächste Versuch folgt von selbst. {Action}",
  "Forgetting the snapshots needs a person's yes first.":
    "Bevor diese Snapshots entfernt werden, muss jemand zustimmen.",
  "The snapshots in question were kept.": "Die fraglichen Snapshots wurden behalten.",
  "Read below why; then look at the repository's page, and acknowledge what is odd or confirm the plan.":
    "Der Grund steht unten. Danach auf der Seite des Repositorys das Auffällige bestätigen oder den Plan freigeben.",
  "This backup looks like none before it: {Sentences}":
    "Diese Sicherung sieht aus wie keine zuvor: {Sentences}",
  "The backup exists. No snapshot of this repository is removed until somebody has looked.":
    "Die Sicherung ist da. Bis jemand nachgesehen hat, wird kein Snapshot dieses Repositorys entfernt.",
  "Did you change that much? Then acknowledge it on the repository's page. If not, look for the cause first.":
    "Wurde wirklich so viel geändert? Dann auf der Seite des Repositorys bestätigen. Wenn nicht, zuerst die Ursache suchen.",
  "There was no file in the folders of this policy.": "In den Ordnern dieser Richtlinie war keine Datei.",
  "The backup exists and holds nothing, so it protects nothing.":
    "Die Sicherung ist da und leer; sie schützt also nichts.",
  "Is the drive there that the folders lie on? If they are meant to be empty, take them out of the policy.":
    "Ist das Laufwerk da, auf dem die Ordner liegen? Sollen sie leer sein, die Ordner aus der Richtlinie nehmen.",
  "One file could not be read.": "Eine Datei ließ sich nicht lesen.",
  "{count, number} files could not be read.":
    "{count, plural, one {# Datei ließ} other {# Dateien ließen}} sich nicht lesen.",
  "The backup exists without them.": "Die Sicherung ist da, aber ohne sie.",
  "Look at the list; exclude what you do not need, or give Holdfast the right to read it.":
    "Liste ansehen; Unnötiges ausschließen oder Holdfast das Lesen erlauben.",
  "One file had a problem.": "Eine Datei machte Schwierigkeiten.",
  "{count, number} files had a problem.":
    "{count, plural, one {# Datei machte} other {# Dateien machten}} Schwierigkeiten.",
  "The others came back.": "Die anderen sind wieder da.",
  "Look at the list, and at these files where they were restored to.":
    "Die Liste ansehen, und diese Dateien dort, wohin sie wiederhergestellt wurden.",
  "The files came back. What was in their place and could not be kept is gone.":
    "Die Dateien sind wieder da. Was an ihrer Stelle war und sich nicht aufheben ließ, ist verloren.",
  "Look in an older snapshot for what you miss. Before you restore over files again, make room, or give Holdfast the rights that it lacks.":
    "Was fehlt, in einem älteren Snapshot suchen. Vor der nächsten Wiederherstellung über vorhandene Dateien Platz schaffen oder Holdfast die fehlenden Rechte geben.",
  "A folder of this policy does not exist on this machine, or its exclusions do not fit.":
    "Ein Ordner dieser Richtlinie fehlt auf diesem Computer, oder ihre Ausschlüsse passen nicht.",
  "No backup was made, so that a missing drive cannot pass for an empty one.":
    "Es wurde nicht gesichert, damit ein fehlendes Laufwerk nicht als leeres gilt.",
  "Plug the drive in, correct the policy, or mark the folder as optional. The message names which.":
    "Laufwerk anschließen, Richtlinie berichtigen oder den Ordner als optional markieren. Welcher es ist, steht in der Meldung.",
  "None of the chosen files is in that snapshot.": "Keine der gewählten Dateien ist in diesem Snapshot.",
  "Nothing was restored, and nothing was changed.": "Nichts wurde wiederhergestellt, nichts geändert.",
  "Look for the file in all backups by its name (holdfast find), and choose it with its full path.":
    "Die Datei in allen Sicherungen nach Namen suchen (holdfast find) und mit vollem Pfad auswählen.",
  "The password no longer opens the repository “{repository}”.":
    "Das Passwort öffnet das Repository „{repository}“ nicht mehr.",
  "Enter the right password in the repository's settings; it is in your recovery kit.":
    "In den Einstellungen des Repositorys das richtige Passwort eingeben; es steht im Notfall-Kit.",
  "There is no repository at the place of “{repository}”.":
    "Am Speicherort von „{repository}“ ist kein Repository.",
  "Nothing can be saved there or restored from there.":
    "Dorthin lässt sich nichts sichern und von dort nichts wiederherstellen.",
  "Check that the drive is plugged in or the address is right.":
    "Prüfen, ob das Laufwerk angeschlossen ist oder die Adresse stimmt.",
  "Another restic is using this repository.": "Ein anderes restic benutzt dieses Repository.",
  "This run had to give way.": "Dieser Lauf musste zurückstehen.",
  "Wait until the other one has ended.": "Warten, bis das andere fertig ist.",
  "The place of “{repository}” does not answer.": "Der Speicherort von „{repository}“ antwortet nicht.",
  "Check the network and the server, then use “Test the connection” on the repository's page.":
    "Netzwerk und Server prüfen, dann auf der Seite des Repositorys „Verbindung testen“ wählen.",
  "“{repository}” is full.": "„{repository}“ ist voll.",
  "Make room there, or keep fewer snapshots.": "Dort Platz schaffen oder weniger Snapshots aufbewahren.",
  "Data in “{repository}” is damaged.": "Daten in „{repository}“ sind beschädigt.",
  "Some files of some snapshots may be lost.": "Einzelne Dateien mancher Snapshots sind vielleicht verloren.",
  "Do not delete anything. Check the repository's disk, make a copy of the repository, then repair it step by step on its page.":
    "Nichts löschen. Den Datenträger des Repositorys prüfen, eine Kopie des Repositorys anlegen und es dann auf seiner Seite Schritt für Schritt reparieren.",
  "Access to “{repository}” was refused.": "Der Zugriff auf „{repository}“ wurde verweigert.",
  "Check the user name and password of the server, and the rights on the folder.":
    "Benutzername und Passwort des Servers sowie die Rechte am Ordner prüfen.",
  "The server's certificate is not trusted, or has changed.":
    "Dem Zertifikat des Servers wird nicht vertraut, oder es hat sich geändert.",
  "The run was stopped for safety.": "Der Lauf wurde zur Sicherheit angehalten.",
  "Compare the certificate with the server's, then enter its CA in the repository's settings.":
    "Das Zertifikat mit dem des Servers vergleichen, dann dessen CA in den Einstellungen des Repositorys eingeben.",
  "Holdfast may not read folders of this policy.": "Holdfast darf Ordner dieser Richtlinie nicht lesen.",
  "Give Holdfast the right to read them, for example Full Disk Access on macOS.":
    "Holdfast das Lesen erlauben, auf macOS zum Beispiel mit Festplattenvollzugriff.",
  "The disk of this machine is full, so restic has no room for its temporary files.":
    "Die Festplatte dieses Computers ist voll; restic hat keinen Platz für temporäre Dateien.",
  "Free a few gigabytes on the disk that holds Holdfast's data folder.":
    "Auf der Festplatte mit dem Datenordner von Holdfast einige Gigabyte freimachen.",
  "restic was not found on this machine.": "Auf diesem Computer wurde restic nicht gefunden.",
  "Nothing can be backed up or restored here.": "Hier lässt sich nichts sichern oder wiederherstellen.",
  "Reinstall Holdfast, or install restic: Holdfast finds it without a restart.":
    "Holdfast neu installieren oder restic installieren: Holdfast findet es ohne Neustart.",
  "The restic on this machine is too old.": "Das restic auf diesem Computer ist zu alt.",
  "Install restic 0.17.1 or newer, or reinstall Holdfast.":
    "restic 0.17.1 oder neuer installieren, oder Holdfast neu installieren.",
  "restic itself crashed.": "restic selbst ist abgestürzt.",
  "Try again; if it happens again, send the log of this run with a report.":
    "Noch einmal versuchen; geschieht es wieder, das Protokoll dieses Laufs mit einer Meldung einsenden.",
  "This machine does not restore to that place, or not in that way.":
    "Dieser Computer stellt an diesem Ort nicht wieder her, oder nicht auf diese Weise.",
  "Read the details: choose another folder, or change the machine's local rules.":
    "Einzelheiten lesen: einen anderen Ordner wählen oder die örtlichen Regeln des Computers ändern.",
  "The run made no headway for a long time and was ended.":
    "Der Lauf kam lange nicht voran und wurde beendet.",
  "Check the network and the place of the repository.": "Netzwerk und Speicherort des Repositorys prüfen.",
  "Check the network, the place of the repository and the drive that the files go to.":
    "Netzwerk, Speicherort des Repositorys und das Laufwerk prüfen, auf das die Dateien kommen.",
  "The run took longer than its policy allows and was ended.":
    "Der Lauf dauerte länger, als seine Richtlinie erlaubt, und wurde beendet.",
  "What was uploaded is kept; the next run is faster.":
    "Was übertragen ist, bleibt; der nächste Lauf geht schneller.",
  "Allow more time in the policy, or back up less at once.":
    "In der Richtlinie mehr Zeit erlauben oder weniger auf einmal sichern.",
  "The run was interrupted: Holdfast or the machine was stopped, or went to sleep.":
    "Der Lauf wurde unterbrochen: Holdfast oder der Computer wurde angehalten oder ging in den Ruhezustand.",
  "What was uploaded is kept as far as restic had noted it.":
    "Was übertragen und von restic vermerkt ist, bleibt.",
  "Nothing to do: it goes on with its next attempt.":
    "Nichts zu tun: Mit dem nächsten Versuch geht es weiter.",
  "Only a part came back, and files among it may be half written although they have their full size.":
    "Nur ein Teil kam zurück, und Dateien darunter sind vielleicht halb geschrieben, obwohl sie ihre volle Größe haben.",
  "Start the same restore again: it goes on there and completes them.":
    "Dieselbe Wiederherstellung neu starten: Sie geht dort weiter und vervollständigt sie.",
  "The run was stopped by a person.": "Jemand hat den Lauf angehalten.",
  "What was uploaded makes the next run faster.": "Was übertragen ist, macht den nächsten Lauf schneller.",
  "Start it again when it suits you.": "Neu starten, wann es passt.",
  "The machine was away for too long, or lost track of this run.":
    "Der Computer war zu lange weg oder hat diesen Lauf aus den Augen verloren.",
  "Nobody knows how far it came; a snapshot may exist.":
    "Niemand weiß, wie weit er kam; vielleicht gibt es einen Snapshot.",
  "See whether the machine is on; the next run finds out what is there.":
    "Nachsehen, ob der Computer an ist; der nächste Lauf stellt fest, was da ist.",
  "This machine does not do that kind of work.": "Dieser Computer führt solche Aufträge nicht aus.",
  "Nothing was changed.": "Nichts wurde geändert.",
  "Choose another machine, or change its local rules.":
    "Einen anderen Computer wählen oder seine lokalen Regeln ändern.",
  "A script that belongs to this policy failed.": "Ein Skript dieser Richtlinie ist fehlgeschlagen.",
  "The message says whether the backup was made all the same.":
    "In der Meldung steht, ob trotzdem gesichert wurde.",
  "Read the log of this run and mend the script.":
    "Das Protokoll dieses Laufs lesen und das Skript berichtigen.",
  "Something unexpected went wrong.": "Etwas Unerwartetes ging schief.",
  "This run counts as failed, whatever it did.":
    "Dieser Lauf gilt als fehlgeschlagen, was immer er getan hat.",
  "Read the log of this run; try again.": "Das Protokoll dieses Laufs lesen; noch einmal versuchen.",
  "{touched, number} files are new or changed, usually {usual, number}.":
    "{touched, number} Dateien sind neu oder geändert, sonst {usual, number}.",
  "{added} of data were added, usually {usual}.": "{added} Daten kamen hinzu, sonst {usual}.",
  "It holds no file at all, while the backup before had {count, number}.":
    "Sie enthält gar keine Datei, die Sicherung davor hatte {count, number}.",
  "{removed, number} of {last, number} files are gone since the backup before.":
    "{removed, number} von {last, number} Dateien sind seit der vorigen Sicherung weg.",
  "It holds {files, number} files, usually {usual, number}.":
    "Sie enthält {files, number} Dateien, sonst {usual, number}.",
  "Holdfast was stopped or restarted during this run.":
    "Holdfast wurde während dieses Laufs angehalten oder neu gestartet.",
  "The machine slept during this run. It goes on with the next attempt.":
    "Der Computer war während dieses Laufs im Ruhezustand. Mit dem nächsten Versuch geht es weiter.",
  "The machine woke up and the repository could not be reached within 10 minutes, so the run is put off. It is tried again by itself.":
    "Der Computer ist aufgewacht, und das Repository war 10 Minuten lang nicht erreichbar; darum ist der Lauf verschoben. Der nächste Versuch folgt von selbst.",
  "The password does not open this repository, so nothing was done. Enter the right password in the repository's settings.":
    "Das Passwort öffnet dieses Repository nicht; darum geschah nichts. In den Einstellungen des Repositorys das richtige Passwort eingeben.",
  "There is no restic repository at this location, so nothing was done. Check the location, or create the repository.":
    "An diesem Speicherort ist kein restic-Repository; darum geschah nichts. Den Speicherort prüfen oder das Repository anlegen.",
  "Another program holds a lock on the repository, so this run could not start. It is tried again by itself; if the lock stays, look at who holds it.":
    "Ein anderes Programm sperrt das Repository; darum konnte dieser Lauf nicht beginnen. Der nächste Versuch folgt von selbst; bleibt die Sperre, nachsehen, wer sie hält.",
  "The repository could not be reached, so nothing was done. Check the network, the address and whether the server or disk is there.":
    "Das Repository war nicht erreichbar; darum geschah nichts. Prüfen: das Netzwerk, die Adresse und ob Server oder Laufwerk da ist.",
  "The place where the repository lies is full, so the run could not finish. Make room there, then start it again.":
    "Der Speicherort des Repositorys ist voll; darum konnte der Lauf nicht enden. Dort Platz schaffen, dann neu starten.",
  "restic found damaged data in the repository. Check the repository before you rely on it.":
    "restic hat beschädigte Daten im Repository gefunden. Das Repository prüfen, bevor Verlass darauf ist.",
  "Access to the repository was refused, so nothing was done. Check the sign-in in the repository's settings and the rights on the location.":
    "Der Zugriff auf das Repository wurde verweigert; darum geschah nichts. Die Anmeldung in den Einstellungen des Repositorys und die Rechte am Speicherort prüfen.",
  "The server's certificate or host key is not trusted, so nothing was sent. Add the server's CA certificate or host key to the repository, or correct the address.":
    "Dem Zertifikat oder Host-Schlüssel des Servers wird nicht vertraut; darum wurde nichts gesendet. CA-Zertifikat oder Host-Schlüssel des Servers beim Repository eintragen oder die Adresse berichtigen.",
  "A folder to be backed up is not there.": "Ein zu sichernder Ordner ist nicht da.",
  "None of the folders could be read, so there is no usable backup. Give Holdfast the right to read them.":
    "Keiner der Ordner ließ sich lesen; darum gibt es keine brauchbare Sicherung. Holdfast das Lesen erlauben.",
  "The disk of this machine is full, so the run could not finish. Make room, then start it again.":
    "Die Festplatte dieses Computers ist voll; darum konnte der Lauf nicht enden. Platz schaffen, dann neu starten.",
  "restic is not there, so nothing can be backed up. Install restic, or reinstall Holdfast.":
    "restic ist nicht da; darum lässt sich nichts sichern. restic installieren oder Holdfast neu installieren.",
  "This is more than the system takes in one command, so restic was not started and nothing was done. Name fewer folders, files or exclusions, or shorter ones.":
    "Das ist mehr, als das System in einem Befehl annimmt; darum wurde restic nicht gestartet, und es geschah nichts. Weniger oder kürzere Ordner, Dateien oder Ausschlüsse angeben.",
  "The system did not start restic, so nothing was done. Its reason is below. Start the run again; if it happens again, restart this machine.":
    "Das System hat restic nicht gestartet; darum geschah nichts. Der Grund steht unten. Den Lauf neu starten; geschieht es wieder, diesen Computer neu starten.",
  "This restic is too old. Install restic {version} or newer.":
    "Dieses restic ist zu alt. restic {version} oder neuer installieren.",
  "restic ended in a way that Holdfast does not count as success. Start the run again; if it happens again, look at the log.":
    "restic endete so, dass Holdfast es nicht als Erfolg zählt. Den Lauf neu starten; geschieht es wieder, das Protokoll ansehen.",
  "There was no progress for too long, so the run was ended. Check the connection to the repository, then start it again.":
    "Zu lange ging es nicht voran; darum wurde der Lauf beendet. Die Verbindung zum Repository prüfen, dann neu starten.",
  "The run took longer than it may, so it was ended. Allow more time, or back up less at once.":
    "Der Lauf dauerte länger als erlaubt und wurde beendet. Mehr Zeit erlauben oder weniger auf einmal sichern.",
  "The run was stopped on request. What is uploaded already makes the next run faster.":
    "Der Lauf wurde auf Wunsch angehalten. Was übertragen ist, macht den nächsten Lauf schneller.",
  "The machine did not come back to this run.": "Der Computer kam auf diesen Lauf nicht zurück.",
  "This machine does not do this kind of task.": "Dieser Computer führt solche Aufträge nicht aus.",
  "A script of this machine refused the run.": "Ein Skript dieses Computers hat den Lauf abgelehnt.",
  "restic reported an error that Holdfast does not know. Its words are below and in the log.":
    "restic meldete einen Fehler, den Holdfast nicht kennt. Sein Wortlaut steht unten und im Protokoll.",
  "The machine reported success but no snapshot. This run counts as failed.":
    "Der Computer meldete Erfolg, aber keinen Snapshot. Dieser Lauf gilt als fehlgeschlagen.",
  "The machine no longer knows of this run; it was restarted or lost its contact for too long.":
    "Der Computer weiß nichts mehr von diesem Lauf; er wurde neu gestartet oder war zu lange ohne Verbindung.",
};
