/** What a machine answers at once: the test of a connection, its own diagnosis, plans, folders. */
export const answers = {
  "Local rules": "Lokale Regeln",
  "Results to deliver": "Zu liefernde Ergebnisse",
  "Data folder": "Datenordner",
  Clock: "Uhr",
  Permissions: "Rechte",
  "Free space for cache and temporary files": "Freier Platz für Zwischenspeicher und temporäre Dateien",
  "{Message}. Set the clock: beyond 5 minutes nothing is pruned or unlocked from here.":
    "{Message}. Die Uhr stellen: Bei mehr als 5 Minuten wird von hier nichts bereinigt oder entsperrt.",
  "{time}, time zone {zone}": "{time}, Zeitzone {zone}",
  "{Here}; not compared yet": "{Here}; noch nicht verglichen",
  "{Here}; {seconds} s {Way} the orchestrator": "{Here}; {seconds} s {Way} dem Orchestrator",
  behind: "hinter",
  "ahead of": "vor",
  "Runs as {account}, without Full Disk Access: mail, Safari and the like cannot be backed up. Allow it in System Settings, Privacy.":
    "Läuft als {account}, ohne Festplattenvollzugriff: Mail, Safari und Ähnliches lassen sich nicht sichern. In den Systemeinstellungen unter Datenschutz erlauben.",
  "{folder} can be read by other accounts. Take that away: chmod 700 {same}":
    "{folder} ist für andere Konten lesbar. Das abstellen: chmod 700 {same}",
  "Runs as {account}; {folder} is for this account only.":
    "Läuft als {account}; {folder} ist nur für dieses Konto.",
  "{Refusal} Until that is mended this machine does nothing.":
    "{Refusal} Bis das behoben ist, führt dieser Computer nichts aus.",
  "{count, number} pinned repositories": "{count} festgelegte Repositorys",
  "restores below {roots}": "Wiederherstellung unterhalb von {roots}",
  "kinds {kinds}": "Arten {kinds}",
  "never reads {paths}": "liest nie {paths}",
  "scripts from {folder}": "Skripte aus {folder}",
  "None; nothing is forbidden.": "Keine; nichts ist verboten.",
  "None is waiting.": "Keines wartet.",
  "{count, number} wait until the orchestrator takes them.":
    "{count} warten, bis der Orchestrator sie annimmt.",
  "{count, number} were not taken as they were; they are kept in journal/refused of the data folder. Look at them, then delete them.":
    "{count} wurden so nicht angenommen; sie liegen in journal/refused im Datenordner. Ansehen, dann löschen.",
  "Version {version} at {path}": "Version {version}, {path}",
  "Version {version} at {path} is too old: no backup can run. Install {minimum} or newer.":
    "Version {version}, {path}, ist zu alt: Keine Sicherung kann laufen. {minimum} oder neuer installieren.",
  "restic was not found: no backup can run. Install it. Tried: {tried}":
    "restic wurde nicht gefunden: Keine Sicherung kann laufen. Bitte installieren. Versucht: {tried}",
  "{folder} can be written.": "{folder} ist beschreibbar.",
  "{folder} cannot be written, so results may be lost at a restart: {error}":
    "{folder} ist nicht beschreibbar; Ergebnisse können bei einem Neustart verloren gehen: {error}",
  "Only {free} GiB: large backups may fail. Make room on this disk.":
    "Nur {free} GiB: Große Sicherungen können scheitern. Auf dieser Festplatte Platz schaffen.",
  "This machine could not answer. Its log says why.":
    "Dieser Computer konnte nicht antworten. Sein Protokoll sagt, warum.",
  'This version of Holdfast does not answer questions of kind "{kind}". Update it on this machine.':
    "Diese Version von Holdfast kennt Fragen der Art „{kind}“ nicht. Auf diesem Computer aktualisieren.",
  "The snapshots could not be compared.": "Die Snapshots ließen sich nicht vergleichen.",
  "The files could not be read.": "Die Dateien ließen sich nicht lesen.",
  "The snapshot has no {path}.": "Der Snapshot enthält kein {path}.",
  "The repository could not be searched.": "Das Repository ließ sich nicht durchsuchen.",
  "The plan could not be made.": "Der Plan ließ sich nicht erstellen.",
  "restic gave no plan that Holdfast understands.": "restic gab keinen Plan, den Holdfast versteht.",
  "The repository in {folder} cannot be read ({code}). Connect the disk, or look whether somebody moved the folder.":
    "Das Repository in {folder} ist nicht lesbar ({code}). Laufwerk anschließen oder nachsehen, ob jemand den Ordner verschoben hat.",
  "The server gave no answer ({problem}).": "Der Server gab keine Antwort ({problem}).",
  "The keys could not be listed.": "Die Schlüssel ließen sich nicht auflisten.",
  "restic did not list the keys of the repository.":
    "restic listete die Schlüssel des Repositorys nicht auf.",
  "The local rules of this machine say that {folder} is never read, so it is not shown.":
    "Nach den lokalen Regeln dieses Computers wird {folder} nie gelesen; darum wird er nicht gezeigt.",
  "{folder} is not there any more.": "{folder} ist nicht mehr da.",
  "{folder} is no folder.": "{folder} ist kein Ordner.",
  "Holdfast may not read {folder}: the account that it runs as on this machine has no right to.":
    "Holdfast darf {folder} nicht lesen: Das Konto, unter dem es auf diesem Computer läuft, hat kein Recht dazu.",
  "{folder} could not be read: {message}": "{folder} ließ sich nicht lesen: {message}",
  "The locks could not be listed.": "Die Sperren ließen sich nicht auflisten.",
  "{Refusal} So no folder is shown.": "{Refusal} Darum wird kein Ordner gezeigt.",
  "The local rules of this machine allow no backups, so its folders are not shown. An administrator of this machine decides that in agent-rules.toml.":
    "Die lokalen Regeln dieses Computers erlauben keine Sicherungen; darum werden seine Ordner nicht gezeigt. Das entscheidet ein Administrator dieses Computers in agent-rules.toml.",
  "{path} is no whole path of this machine. Begin at a disk or at /.":
    "{path} ist auf diesem Computer kein vollständiger Pfad. Bei einem Laufwerk oder bei / beginnen.",
  "The folder could not be listed.": "Der Ordner ließ sich nicht auflisten.",
  "The snapshot has no folder {folder}.": "Der Snapshot enthält keinen Ordner {folder}.",
  "The question names no repository.": "Die Frage nennt kein Repository.",
  "The drive that holds {path} does not answer, so nothing can be backed up there. Connect it again, or choose another folder.":
    "Das Laufwerk, auf dem {path} liegt, antwortet nicht; darum kann dort nichts gesichert werden. Neu verbinden oder einen anderen Ordner wählen.",
  "The drive that holds {place} does not answer, so nobody can say what a restore would do there. Connect it again, or choose another folder.":
    "Das Laufwerk, auf dem {place} liegt, antwortet nicht; darum kann niemand sagen, was eine Wiederherstellung dort täte. Neu verbinden oder einen anderen Ordner wählen.",
  "The drive that holds {folder} does not answer, so its folders cannot be shown. Connect it again, or look whether the other computer is there.":
    "Das Laufwerk, auf dem {folder} liegt, antwortet nicht; darum lassen sich seine Ordner nicht zeigen. Neu verbinden oder nachsehen, ob der andere Computer da ist.",
  "The drive that holds {folder} does not answer. Connect it again, or look whether the other computer is there.":
    "Das Laufwerk, auf dem {folder} liegt, antwortet nicht. Neu verbinden oder nachsehen, ob der andere Computer da ist.",
  "The folder {folder} is not there, so nothing can be backed up there. Connect the disk, or choose another folder.":
    "Der Ordner {folder} ist nicht da; dorthin lässt sich nichts sichern. Laufwerk anschließen oder einen anderen Ordner wählen.",
  "{folder} cannot be written ({code}), so nothing can be backed up there. Correct the rights of the folder, or choose another one.":
    "{folder} ist nicht beschreibbar ({code}); dorthin lässt sich nichts sichern. Die Rechte des Ordners berichtigen oder einen anderen wählen.",
  "There is no repository here yet; it will be created.": "Hier ist noch kein Repository; es wird angelegt.",
  "Writing is tried when the repository is created.":
    "Das Schreiben wird beim Anlegen des Repositorys geprüft.",
  "Another program has the repository locked, so writing was not tried.":
    "Ein anderes Programm sperrt das Repository; darum wurde das Schreiben nicht geprüft.",
  "This sign-in may also delete, so whoever takes over a machine could delete its backups. One that may only add is safer.":
    "Diese Anmeldung darf auch löschen; wer einen Computer übernimmt, könnte dessen Sicherungen löschen. Eine, die nur hinzufügen darf, ist sicherer.",
  "This sign-in may add and not delete: nobody can delete backups with it. Pruning needs another one.":
    "Diese Anmeldung darf hinzufügen und nicht löschen: Niemand kann damit Sicherungen löschen. Bereinigen braucht eine andere.",
  "The address is plain http: whoever is in between can read the sign-in.":
    "Die Adresse ist einfaches http: Wer dazwischen sitzt, kann die Anmeldung mitlesen.",
  "The server does not speak TLS at this port ({problem}), so nothing can be sent. Write http:// instead of https://, or correct the port.":
    "Der Server spricht an diesem Port kein TLS ({problem}); darum lässt sich nichts senden. http:// statt https:// schreiben oder den Port berichtigen.",
  "The server's certificate is not trusted ({problem}), so nothing is sent to it. {WayOut}":
    "Dem Zertifikat des Servers wird nicht vertraut ({problem}); darum wird nichts dorthin gesendet. {WayOut}",
  "The name {host} is not known ({problem}), so nothing can be backed up there. Check how it is spelled, and the network.":
    "Der Name {host} ist nicht bekannt ({problem}); dorthin lässt sich nichts sichern. Schreibweise und Netzwerk prüfen.",
  "Nothing listens at {address} ({problem}), so nothing can be backed up there. Check the port, and whether the server runs.":
    "Unter {address} nimmt niemand an ({problem}); dorthin lässt sich nichts sichern. Den Port prüfen und ob der Server läuft.",
  "{address} does not answer ({problem}), so nothing can be backed up there. Check the address, the network and whether the server runs.":
    "{address} antwortet nicht ({problem}); dorthin lässt sich nichts sichern. Adresse und Netzwerk prüfen und ob der Server läuft.",
  "It has expired: renew it on the server.": "Es ist abgelaufen: auf dem Server erneuern.",
  "It is for another name: write the address as the certificate has it.":
    "Es gilt für einen anderen Namen: die Adresse so schreiben, wie sie im Zertifikat steht.",
  "It is not valid yet: check the clock of this machine.":
    "Es gilt noch nicht: die Uhr dieses Computers prüfen.",
  "Enter the certificate of the authority that signed it, or correct the address.":
    "Das Zertifikat der Stelle eingeben, die es ausgestellt hat, oder die Adresse berichtigen.",
  "The server did not show its key; signing in will tell whether it is the right one.":
    "Der Server zeigte seinen Schlüssel nicht; die Anmeldung wird zeigen, ob es der richtige ist.",
  "Nobody has said yet by which key this server is recognised, so nothing is sent to it. It shows {keys}. Compare that with the server itself, then save it as the repository's host key.":
    "Noch ist nicht festgelegt, an welchem Schlüssel dieser Server zu erkennen ist; darum wird nichts dorthin gesendet. Er zeigt {keys}. Mit dem Server selbst vergleichen, dann als Host-Schlüssel des Repositorys speichern.",
  "The server shows another key than the one that is saved, so nothing is sent to it: it was set up anew, or somebody is in between. It shows {keys}. Compare that with the server itself before you save it.":
    "Der Server zeigt einen anderen Schlüssel als den gespeicherten; darum wird nichts dorthin gesendet: Er wurde neu eingerichtet, oder jemand sitzt dazwischen. Er zeigt {keys}. Vor dem Speichern mit dem Server selbst vergleichen.",
  "The server shows another key than the saved one, so nothing is sent to it. Compare its key with the server itself, then save it.":
    "Der Server zeigt einen anderen Schlüssel als den gespeicherten; darum wird nichts dorthin gesendet. Den Schlüssel mit dem Server selbst vergleichen, dann speichern.",
  "The server refuses the user {user} with this key ({said}), so nothing can be backed up there. Add the key's public part to authorized_keys on the server, or correct the user.":
    "Der Server lehnt den Benutzer {user} mit diesem Schlüssel ab ({said}); dorthin lässt sich nichts sichern. Den öffentlichen Teil des Schlüssels auf dem Server in authorized_keys eintragen oder den Benutzer berichtigen.",
  "The server lets the user in but offers no sftp, so restic cannot store anything. Switch the sftp subsystem on there.":
    "Der Server lässt den Benutzer ein, bietet aber kein sftp; restic kann nichts speichern. Dort das sftp-Subsystem einschalten.",
  "Signing in did not come to an end ({said}), so nothing can be backed up there. Check the server and the network.":
    "Die Anmeldung kam nicht zum Ende ({said}); dorthin lässt sich nichts sichern. Server und Netzwerk prüfen.",
  "The folder cannot be written ({said}), so nothing can be backed up there. Correct the rights of the folder on the server, or choose another one.":
    "Der Ordner ist nicht beschreibbar ({said}); dorthin lässt sich nichts sichern. Die Rechte des Ordners auf dem Server berichtigen oder einen anderen wählen.",
  "This machine has no {program}, so it cannot talk to an sftp server. Install OpenSSH's client on it.":
    "Auf diesem Computer fehlt {program}; er kann nicht mit einem sftp-Server sprechen. Den OpenSSH-Client installieren.",
  "The server refuses this user (HTTP {status}), so nothing can be backed up there. Check the user name, its password and the path in the address.":
    "Der Server lehnt diesen Benutzer ab (HTTP {status}); dorthin lässt sich nichts sichern. Benutzername, Passwort und den Pfad in der Adresse prüfen.",
  "The server answered with HTTP {status}, as no rest-server does, so restic could do nothing with it. Check the address.":
    "Der Server antwortete mit HTTP {status}, wie es kein rest-server tut; restic könnte nichts damit anfangen. Die Adresse prüfen.",
  "There is no bucket of this name, so nothing can be backed up there. Create it at the provider, or correct its name.":
    "Einen Bucket dieses Namens gibt es nicht; dorthin lässt sich nichts sichern. Beim Anbieter anlegen oder den Namen berichtigen.",
  "The server refuses these keys ({said}), so nothing can be backed up there. {WayOut}":
    "Der Server lehnt diese Schlüssel ab ({said}); dorthin lässt sich nichts sichern. {WayOut}",
  "The bucket is in another region ({said}), so the server refuses the request. Correct the region or the endpoint.":
    "Der Bucket liegt in einer anderen Region ({said}); darum lehnt der Server ab. Region oder Endpunkt berichtigen.",
  "The server answered with {said}, as no S3 server does, so restic could do nothing with it. Check the endpoint.":
    "Der Server antwortete mit {said}, wie es kein S3-Server tut; restic könnte nichts damit anfangen. Den Endpunkt prüfen.",
  "The server accepted the connection and gave no answer ({problem}), so nothing can be backed up there. Check whether it is overloaded, and the address.":
    "Der Server nahm die Verbindung an und gab keine Antwort ({problem}); dorthin lässt sich nichts sichern. Prüfen, ob er überlastet ist, und die Adresse.",
  "It does not know the access key: check it.": "Er kennt den Zugangsschlüssel nicht: prüfen.",
  "The secret key does not fit the access key: enter it once more.":
    "Der geheime Schlüssel passt nicht zum Zugangsschlüssel: noch einmal eingeben.",
  "The clock of this machine is wrong: set it.": "Die Uhr dieses Computers geht falsch: stellen.",
  "Check the access key, the secret key, and what they may do with this bucket.":
    "Zugangsschlüssel und geheimen Schlüssel prüfen und was sie mit diesem Bucket dürfen.",
  "Left out because an earlier step failed.": "Ausgelassen, weil ein früherer Schritt scheiterte.",
  "This repository lies in a folder.": "Dieses Repository liegt in einem Ordner.",
  "restic signs in itself when it opens the repository.":
    "restic meldet sich selbst an, wenn es das Repository öffnet.",
  "Where the server is only restic or rclone knows; opening the repository will tell.":
    "Wo der Server ist, wissen nur restic oder rclone; das Öffnen des Repositorys wird es zeigen.",
  "The snapshot could not be read.": "Der Snapshot ließ sich nicht lesen.",
  "The restore could not be tried out.": "Die Wiederherstellung ließ sich nicht ausprobieren.",
  "A backup would be refused: {Refusal}": "Eine Sicherung würde abgelehnt: {Refusal}",
  "Counted without the exclusions, because restic could not be asked: {Message}":
    "Ohne die Ausschlüsse gezählt, weil restic sich nicht fragen ließ: {Message}",
  "No repository is chosen yet.": "Noch ist kein Repository gewählt.",
  "restic could not count the files.": "restic konnte die Dateien nicht zählen.",
  "last snapshot": "letzter Snapshot",
  "within the time to keep": "innerhalb der Aufbewahrungszeit",
  "{Kind} snapshot": "{Kind} Snapshot",
  "{Kind} snapshot of late": "{Kind} Snapshot der letzten Zeit",
};
