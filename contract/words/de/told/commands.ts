/** What the commands of the command line answer. */
export const commands = {
  "sudo holdfast service install                 run in the background; or, for now and in a terminal of its own: holdfast core":
    "sudo holdfast service install                 im Hintergrund ausführen; oder vorerst, in einem eigenen Terminal: holdfast core",
  "holdfast protect ~/Documents --to /mnt/disk   the first backup now, then one every hour (with a service: sudo holdfast ...)":
    "holdfast protect ~/Documents --to /mnt/disk   jetzt die erste Sicherung, dann jede Stunde eine (mit Dienst: sudo holdfast ...)",
  "holdfast status                               am I protected?":
    "holdfast status                               bin ich geschützt?",
  "holdfast restore latest --to ~/Restored       bring it back":
    "holdfast restore latest --to ~/Restored       zurückholen",
  "holdfast kit save                             what brings it back when this computer is gone":
    "holdfast kit save                             was es zurückholt, wenn dieser Computer weg ist",
  "0  done": "0  erledigt",
  "1  failed, also when a backup or a restore failed":
    "1  fehlgeschlagen, auch wenn eine Sicherung oder Wiederherstellung fehlschlug",
  "2  wrong usage, or a value that was refused": "2  falscher Aufruf oder ein abgelehnter Wert",
  "3  no Holdfast is running here, or none that you may command":
    "3  hier läuft kein Holdfast oder keines, dem Sie etwas auftragen dürfen",
  "4  done with warnings: the backup exists, but some files could not be read; or find could not ask every repository":
    "4  mit Warnungen erledigt: Die Sicherung ist da, aber einige Dateien ließen sich nicht lesen; oder find konnte nicht jedes Repository fragen",
  "Settings come from flags, then HOLDFAST_... variables, then config.toml, under the same names:":
    "Einstellungen kommen aus Optionen, dann aus Variablen HOLDFAST_..., dann aus config.toml, unter denselben Namen:",
  "The service {Whose} is set up but does not run: {detail}":
    "Der Dienst {Whose} ist eingerichtet, läuft aber nicht: {detail}",
  "The one {Whose} runs.": "Der {Whose} läuft.",
  "of the whole computer": "des ganzen Computers",
  "of this account": "dieses Kontos",
  "None is set up: Holdfast runs as long as somebody starts it. holdfast service install changes that.":
    "Keiner ist eingerichtet: Holdfast läuft, solange es jemand startet. holdfast service install ändert das.",
  "Give a join code, or --discover to look on this network.":
    "Einen Beitrittscode angeben oder --discover, um in diesem Netzwerk zu suchen.",
  "{name}: will run now": "{name}: läuft gleich",
  "See how it goes with: holdfast status": "Wie es vorangeht, zeigt: holdfast status",
  "No policy protects this computer yet, so there is nothing to back up. Begin with: holdfast protect FOLDER --to LOCATION":
    "Noch schützt keine Richtlinie diesen Computer; darum gibt es nichts zu sichern. Beginnen mit: holdfast protect ORDNER --to ZIEL",
  "Nobody asks to restore files to this computer.":
    "Niemand möchte Dateien auf diesen Computer wiederherstellen.",
  "{Which} with {given}. See them with: holdfast consent":
    "{Which} mit {given}. Ansehen mit: holdfast consent",
  "Several requests begin": "Mehrere Anfragen beginnen",
  "No request begins": "Keine Anfrage beginnt",
  "Refused: nothing is restored.": "Abgelehnt: Nichts wird wiederhergestellt.",
  "Allowed: the restore begins now.": "Zugestimmt: Die Wiederherstellung beginnt jetzt.",
  "{name} wants to restore {What}": "{name} möchte wiederherstellen: {What}",
  everything: "alles",
  "of snapshot {id} in “{repository}” {Destination}.": "aus Snapshot {id} in „{repository}“ {Destination}.",
  "Without an answer until {time} nothing is restored.":
    "Ohne Antwort bis {time} wird nichts wiederhergestellt.",
  "Holdfast runs already, as the service of this computer, so no second one was started. See how it is with: holdfast status. Everything else works with sudo (on Windows: in a terminal of an administrator). To run another one all the same, give it a data folder with --data-dir.":
    "Holdfast läuft schon, als Dienst dieses Computers; darum wurde kein zweites gestartet. Wie es steht, zeigt: holdfast status. Alles andere geht mit sudo (unter Windows im Terminal eines Administrators). Um trotzdem ein weiteres auszuführen, ihm mit --data-dir einen Datenordner geben.",
  "Written to {file}. Look through it before you hand it in: it names folders and machines.":
    "Geschrieben in {file}. Vor dem Einsenden durchsehen: Darin stehen Namen von Ordnern und Computern.",
  "Holdfast runs at {url} (process {pid}, data folder {folder}).":
    "Holdfast läuft unter {url} (Prozess {pid}, Datenordner {folder}).",
  "{folder} can be written; {size} are free.": "{folder} ist beschreibbar; {size} sind frei.",
  "restic is at {path}.": "restic ist {path}.",
  "restic was not found (looked for: {places}), so nothing can be backed up. Install restic, or name it with HOLDFAST_RESTIC.":
    "restic wurde nicht gefunden (gesucht: {places}); darum lässt sich nichts sichern. restic installieren oder mit HOLDFAST_RESTIC nennen.",
  "These snapshots are in different repositories, so they cannot be compared. Choose two of one repository; `holdfast snapshots` lists them.":
    "Diese Snapshots sind in verschiedenen Repositorys und lassen sich nicht vergleichen. Zwei aus einem wählen; „holdfast snapshots“ listet sie auf.",
  "Nothing changed.": "Nichts hat sich geändert.",
  "{repository} could not be looked into: {Reason}": "{repository} ließ sich nicht durchsuchen: {Reason}",
  "No repository could be looked into.": "Kein Repository ließ sich durchsuchen.",
  'What could be looked into holds nothing called "{name}".':
    "Was sich durchsuchen ließ, enthält nichts namens „{name}“.",
  "Looking in {repository} …": "Suche in {repository} …",
  "There are more. Write more of the name to see the rest.":
    "Es gibt mehr. Mehr vom Namen schreiben, um den Rest zu sehen.",
  'No backup holds a file or folder called "{name}". Try a shorter part of the name; * and ? stand for what you do not know.':
    "Keine Sicherung enthält eine Datei oder einen Ordner namens „{name}“. Einen kürzeren Teil des Namens versuchen; * und ? stehen für Unbekanntes.",
  "Bring one back with: holdfast restore <snapshot> <path> --to <folder>":
    "Zurückholen mit: holdfast restore <snapshot> <pfad> --to <ordner>",
  "Other machines on this network find this one until {time}. Say there: holdfast join --discover":
    "Andere Computer in diesem Netzwerk finden diesen bis {time}. Dort aufrufen: holdfast join --discover",
  "{machine} is let in. It joins when somebody there says yes as well.":
    "{machine} ist eingelassen. Er tritt bei, sobald auch dort jemand zustimmt.",
  "No machine was let in, and this one cannot be found any more.":
    "Kein Computer wurde eingelassen, und dieser ist nicht mehr zu finden.",
  "Nobody is here to compare the digits. No machine was let in.":
    "Niemand ist hier, um die Ziffern zu vergleichen. Kein Computer wurde eingelassen.",
  "Refused: those are other digits. Somebody else may have answered; use a join code.":
    "Abgelehnt: Das sind andere Ziffern. Vielleicht hat jemand anderes geantwortet; einen Beitrittscode verwenden.",
  "Join code: {code}": "Beitrittscode: {code}",
  "Bare code: {code}": "Bloßer Code: {code}",
  "It lets {Machines} in until {time}, and is shown only now.":
    "Er lässt {Machines} ein, bis {time}, und wird nur jetzt gezeigt.",
  "one machine": "einen Computer",
  "{count, number} machines": "{count} Computer",
  "Other machines find this one at {addresses}.": "Andere Computer finden diesen unter {addresses}.",
  "Other machines cannot reach this one yet ({url} is for this computer only): switch that on with holdfast lan on, then make a new code.":
    "Andere Computer erreichen diesen noch nicht ({url} gilt nur für diesen): mit holdfast lan on einschalten, dann einen neuen Code erzeugen.",
  "Looking for orchestrators on this network ...": "Suche Orchestratoren in diesem Netzwerk ...",
  "{name} shows six digits too. Look at its screen, within two minutes.":
    "{name} zeigt auch sechs Ziffern. Innerhalb von zwei Minuten dort auf den Bildschirm sehen.",
  "This computer did not join, and nothing was sent. You can use a join code instead.":
    "Dieser Computer ist nicht beigetreten, und nichts wurde gesendet. Stattdessen geht ein Beitrittscode.",
  "Waiting until somebody at {name} says so too ...": "Warte, bis auch bei {name} jemand zustimmt ...",
  "This computer did not join.": "Dieser Computer ist nicht beigetreten.",
  "No orchestrator lets itself be found on this network. Say holdfast invite --discover on it, or open “Add a computer” there; then try again, or use a join code.":
    "In diesem Netzwerk lässt sich kein Orchestrator finden. Dort holdfast invite --discover aufrufen oder „Computer hinzufügen“ öffnen; dann noch einmal versuchen oder einen Beitrittscode verwenden.",
  "None was chosen, so nothing was changed.": "Keiner wurde gewählt; nichts wurde geändert.",
  "This computer follows nobody any more. The policies that were managed for it are gone from it;":
    "Dieser Computer folgt niemandem mehr. Die für ihn verwalteten Richtlinien sind weg;",
  "its own go on, and every snapshot stays where it is.":
    "eigene gelten weiter, und jeder Snapshot bleibt, wo er ist.",
  "This computer has joined {name}. An administrator there has to let it in; until then nothing is managed.":
    "Dieser Computer ist {name} beigetreten. Ein Administrator dort muss ihn zulassen; bis dahin wird nichts verwaltet.",
  "This computer follows {name} now. What is assigned to it there appears here within a minute.":
    "Dieser Computer folgt jetzt {name}. Was ihm dort zugewiesen wird, erscheint hier innerhalb einer Minute.",
  "Recovery kit saved: {path}": "Notfall-Kit gespeichert: {path}",
  "The kit could not be saved as {path} ({Why}). Choose another name.":
    "Das Kit ließ sich nicht als {path} speichern ({Why}). Einen anderen Namen wählen.",
  "there is a file of that name already": "eine Datei dieses Namens gibt es schon",
  "a file of that name is there already": "eine Datei dieses Namens gibt es schon",
  "Recovery code:  {code}": "Notfall-Code:  {code}",
  "Write the code down and keep it apart from the file: nobody can show it again. With both, a new computer":
    "Den Code aufschreiben und getrennt von der Datei aufbewahren: Niemand kann ihn noch einmal zeigen. Mit beidem",
  "becomes this one: holdfast recover FILE. Then see whether the kit works: holdfast kit check FILE":
    "wird ein neuer Computer zu diesem: holdfast recover DATEI. Dann prüfen, ob das Kit geht: holdfast kit check DATEI",
  "“{name}” was opened with this kit.": "„{name}“ ließ sich mit diesem Kit öffnen.",
  "{path} is no recovery kit of Holdfast ({Why}). Name the file that “holdfast kit save” wrote.":
    "{path} ist kein Notfall-Kit von Holdfast ({Why}). Die Datei nennen, die „holdfast kit save“ geschrieben hat.",
  "it holds something else": "sie enthält etwas anderes",
  "Say on or off, or neither to hear how it stands.":
    "on oder off angeben, oder keines, um zu erfahren, wie es steht.",
  "Other machines cannot reach this one: {Problem}": "Andere Computer erreichen diesen nicht: {Problem}",
  "Other machines cannot reach this one. Switch that on with: holdfast lan on":
    "Andere Computer erreichen diesen nicht. Einschalten mit: holdfast lan on",
  "Other machines reach this one at {addresses}.": "Andere Computer erreichen diesen unter {addresses}.",
  "Its certificate, as browsers show it: {fingerprint}":
    "Sein Zertifikat, wie Browser es zeigen: {fingerprint}",
  "Let a machine in with: holdfast invite": "Einen Computer einlassen mit: holdfast invite",
  "{folder} is empty.": "{folder} ist leer.",
  "This computer goes on. Make sure that the other one does not.":
    "Dieser Computer macht weiter. Sicherstellen, dass der andere es nicht tut.",
  "This Holdfast has not moved.": "Dieses Holdfast ist nicht umgezogen.",
  "This Holdfast has moved to {addresses}.": "Dieses Holdfast ist nach {addresses} umgezogen.",
  "Go on here with: holdfast move --back": "Hier weitermachen mit: holdfast move --back",
  "“{text}” may be a word or a computer, so nothing was changed. Write a name with its port, as in {name}, or an address, as in 192.168.1.9.":
    "„{text}“ kann ein Wort sein oder ein Computer, darum wurde nichts geändert. Einen Namen mit Port schreiben, wie {name}, oder eine Adresse, wie 192.168.1.9.",
  "From now on no backup is begun here, and every machine is sent to {addresses}. Holdfast has to run there with what is saved now.":
    "Von jetzt an wird hier keine Sicherung begonnen, und jeder Computer wird zu {addresses} geschickt. Dort muss Holdfast mit dem laufen, was nun gespeichert wird.",
  "Nothing was changed. Answer yes to hand over, or add --yes where nobody is asked.":
    "Nichts wurde geändert. Mit yes antworten, um zu übergeben, oder --yes angeben, wo niemand gefragt wird.",
  "The state could not be saved in {folder} ({error}), and this computer waits. Go on here with: holdfast move --back":
    "Der Stand ließ sich nicht in {folder} speichern ({error}), und dieser Computer wartet. Hier weitermachen mit: holdfast move --back",
  "Nothing is begun here any more. Take both files to the new computer and run there:":
    "Hier wird nichts mehr begonnen. Beide Dateien auf den neuen Computer bringen und dort aufrufen:",
  "Leave this one running until every machine has come to the new one: it sends them there.":
    "Diesen laufen lassen, bis jeder Computer beim neuen angekommen ist: Er schickt sie dorthin.",
  "This link signs in once, within 60 seconds. Open it in a browser on this computer.":
    "Dieser Link meldet einmal an, innerhalb von 60 Sekunden. In einem Browser auf diesem Computer öffnen.",
  "Backups are paused until you resume them with: holdfast resume":
    "Sicherungen sind pausiert, bis sie fortgesetzt werden mit: holdfast resume",
  "Backups are paused until {time}.": "Sicherungen sind bis {time} pausiert.",
  "Backups go on. Next: {time}.": "Die Sicherungen gehen weiter. Nächste: {time}.",
  'Repository "{name}" {State}: {location}': "Repository „{name}“ {State}: {location}",
  added: "hinzugefügt",
  "is known already": "ist schon bekannt",
  "Its password is known as well, so --password-file was not read. To give another one, change the repository in the app.":
    "Sein Passwort ist es auch, darum wurde --password-file nicht gelesen. Ein anderes in der App beim Repository angeben.",
  "Everything is set up, but no backup has run yet: the first one waits until the repository can be opened.":
    "Alles ist eingerichtet, aber noch lief keine Sicherung: Die erste wartet, bis sich das Repository öffnen lässt.",
  'Nothing was backed up now. Back up with: holdfast backup "{name}"':
    'Jetzt wurde nichts gesichert. Sichern mit: holdfast backup "{name}"',
  'Policy "{name}" protects {folders}': "Richtlinie „{name}“ schützt {folders}",
  "{Protects} already, and stays as it is. Change it in the app.":
    "{Protects} schon und bleibt, wie sie ist. In der App ändern.",
  "The backups are on the same disk as the files: they help against mistakes, and are lost with that disk. Add another place too.":
    "Die Sicherungen liegen auf derselben Festplatte wie die Dateien: Sie helfen gegen Versehen und gehen mit ihr verloren. Auch einen anderen Speicherort hinzufügen.",
  "It holds the password. Print it or keep it away from this computer: without it a lost computer means lost backups.":
    "Es enthält das Passwort. Ausdrucken oder nicht auf diesem Computer aufbewahren: Ohne es bedeutet ein verlorener Computer verlorene Sicherungen.",
  "There is a key file already ({file}), and it is not replaced. Move it away, or name another place with HOLDFAST_CONFIG_DIR.":
    "Es gibt schon eine Schlüsseldatei ({file}); sie wird nicht ersetzt. Wegräumen oder mit HOLDFAST_CONFIG_DIR einen anderen Ort nennen.",
  "Recovered into {folder}: {repositories, number} repositories and {machines, number} machines of the kit of {day}.":
    "Wiederhergestellt in {folder}: {repositories} Repositorys und {machines} Computer aus dem Kit vom {day}.",
  "Looking what would happen …": "Sehe nach, was geschähe …",
  "This was a look ahead (--dry-run): nothing was written.":
    "Das war ein Blick voraus (--dry-run): Nichts wurde geschrieben.",
  "Say where the files go: --to FOLDER for a folder of your choice, or --in-place for where they came from.":
    "Angeben, wohin die Dateien kommen: --to ORDNER für einen Ordner nach Wahl oder --in-place für dorthin, woher sie kamen.",
  "The files are back where they came from.": "Die Dateien sind wieder dort, woher sie kamen.",
  "Nothing has run yet.": "Noch ist nichts gelaufen.",
  "The service is gone; data and configuration stay.": "Der Dienst ist weg; Daten und Einstellungen bleiben.",
  "There was no service.": "Es gab keinen Dienst.",
  "The service is {State}.": "Der Dienst ist {State}.",
  "The service is {State}. {Where}": "Der Dienst ist {State}. {Where}",
  "Its data folder is {folder}.": "Sein Datenordner ist {folder}.",
  "But its Holdfast does not answer after a minute; {file} says why.":
    "Aber sein Holdfast antwortet nach einer Minute nicht; {file} sagt, warum.",
  "set up and runs": "eingerichtet und läuft",
  "set up but does not run ({detail})": "eingerichtet, läuft aber nicht ({detail})",
  "not set up": "nicht eingerichtet",
  "Only an administrator may change the service of the whole computer. Run this again with sudo, or set up one for your own account with --user.":
    "Nur ein Administrator darf den Dienst des ganzen Computers ändern. Mit sudo noch einmal aufrufen oder mit --user einen für das eigene Konto einrichten.",
  "The Holdfast app keeps the key to the saved passwords of this data folder in the system's keychain ({file}), and nothing else can open it. Nothing is lost: open the app, which unlocks it and runs Holdfast. To run Holdfast without the app, give it folders of its own with HOLDFAST_DATA_DIR and HOLDFAST_CONFIG_DIR.":
    "Die Holdfast-App hat den Schlüssel zu den gespeicherten Passwörtern dieses Datenordners im Schlüsselbund des Systems ({file}), und nichts anderes kann ihn öffnen. Nichts ist verloren: Die App öffnen; sie entsperrt ihn und führt Holdfast aus. Um Holdfast ohne die App auszuführen, ihm mit HOLDFAST_DATA_DIR und HOLDFAST_CONFIG_DIR eigene Ordner geben.",
  "There are no snapshots yet.": "Es gibt noch keine Snapshots.",
  "Running now:": "Läuft gerade:",
  "Needs you:": "Braucht Sie:",
  "switched off": "ausgeschaltet",
  "by hand only": "nur von Hand",
  "none while paused": "keine während der Pause",
  POLICY: "RICHTLINIE",
  "LAST GOOD": "LETZTE GUTE",
  NEXT: "NÄCHSTE",
  REPOSITORY: "REPOSITORY",
};
