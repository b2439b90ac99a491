/** What the command line says. */
export const cli = {
  "Backups on restic: protect folders, see how they are, bring files back.":
    "Sicherungen mit restic: Ordner schützen, ihren Zustand sehen, Dateien zurückholen.",
  "{path} is a link in this snapshot: what it led to lies under its own path. Name that one too.":
    "{path} ist in diesem Snapshot eine Verknüpfung: Worauf sie verwies, liegt unter seinem eigenen Pfad. Nennen Sie auch den.",
  "the data folder of the core": "der Datenordner des Kerns",
  "one JSON value on stdout (core: log lines as JSON)":
    "ein JSON-Wert auf stdout (core: Protokollzeilen als JSON)",
  "the language of what is said; else as the system prefers":
    "die Sprache der Ausgaben; sonst wie im System eingestellt",
  "(see what is possible with --help)": "(was möglich ist, zeigt --help)",
  "run Holdfast: scheduler, agent and interface, until it is stopped":
    "Holdfast ausführen: Planer, Agent und Oberfläche, bis es angehalten wird",
  "127.0.0.1:8484 or another address of this computer; port 0 takes any free one":
    "127.0.0.1:8484 oder eine andere Adresse dieses Computers; Port 0 nimmt irgendeinen freien",
  "look after other machines: listen for them here, for example on 0.0.0.0:8485":
    "andere Computer betreuen: hier für sie lauschen, zum Beispiel an 0.0.0.0:8485",
  "run without this computer's own agent": "ohne den Agenten dieses Computers ausführen",
  "debug, info, warn or error": "debug, info, warn oder error",
  "read the key from the first line of stdin": "den Schlüssel aus der ersten Zeile von stdin lesen",
  "stop when stdin closes": "enden, wenn stdin schließt",
  "back folders up from now on: adds the repository and the policy, and makes the first backup":
    "Ordner ab jetzt sichern: legt Repository und Richtlinie an und macht die erste Sicherung",
  "what to protect": "was geschützt wird",
  "where to: /mnt/disk/backup, ~/backup, or what restic knows: rest:https://nas:8000/name/, s3:https://host/bucket, sftp:user@host:/folder":
    "wohin: /mnt/disk/backup, ~/backup oder was restic kennt: rest:https://nas:8000/name/, s3:https://host/bucket, sftp:user@host:/folder",
  "NAME=value lines by restic's names (default: from the environment)":
    "Zeilen NAME=Wert mit den Namen von restic (sonst aus der Umgebung)",
  "sftp: the private key to sign in with": "sftp: der private Schlüssel zur Anmeldung",
  "sftp: the public key of the server": "sftp: der öffentliche Schlüssel des Servers",
  "the certificate of the authority that the server's is signed by":
    "das Zertifikat der Stelle, die das des Servers ausgestellt hat",
  "the name of the policy": "der Name der Richtlinie",
  "five fields: minute hour day month weekday": "fünf Felder: Minute Stunde Tag Monat Wochentag",
  "the password of the repository (default: a new one is made)":
    "das Passwort des Repositorys (sonst wird ein neues erzeugt)",
  "where to save the recovery kit (default: in your home folder)":
    "wohin das Notfall-Kit gespeichert wird (sonst in den eigenen Ordner)",
  "set up only; make no backup now": "nur einrichten, jetzt nicht sichern",
  "back up now": "jetzt sichern",
  "its name or id (default: all of this computer)": "ihr Name oder ihre ID (sonst alle dieses Computers)",
  "do not wait for the end": "nicht auf das Ende warten",
  "hold the scheduled backups of this computer back":
    "die geplanten Sicherungen dieses Computers zurückhalten",
  "2026-11-25T08:00 or 08:00 by the clock of this computer":
    "2026-11-25T08:00 oder 08:00 nach der Uhr dieses Computers",
  "let the scheduled backups of this computer go on": "die geplanten Sicherungen dieses Computers fortsetzen",
  "bring files back": "Dateien zurückholen",
  "the beginning of its id, or latest": "der Anfang seiner ID oder latest",
  "only these files and folders (default: all)": "nur diese Dateien und Ordner (sonst alles)",
  "into this folder": "in diesen Ordner",
  "what happens to files that are there": "was mit vorhandenen Dateien geschieht",
  "where the snapshot is": "wo der Snapshot ist",
  "onto this machine (default: this computer)": "auf diesen Computer (sonst auf diesen hier)",
  "read every file again afterwards and compare it with the backup":
    "danach jede Datei noch einmal lesen und mit der Sicherung vergleichen",
  "yes, also overwrite files that are newer than in the snapshot":
    "ja, auch Dateien überschreiben, die neuer sind als im Snapshot",
  "only say what would happen": "nur sagen, was geschähe",
  "recovery kits: what opens the backups without this computer":
    "Notfall-Kits: was die Sicherungen ohne diesen Computer öffnet",
  "save the kit of one repository as text, to be printed":
    "das Kit eines Repositorys als Text speichern, zum Ausdrucken",
  "its name or id (default: the only one)": "sein Name oder seine ID (sonst das einzige)",
  "where to save it": "wohin es gespeichert wird",
  "save one encrypted kit for everything, and show the code that opens it":
    "ein verschlüsseltes Kit für alles speichern und den Code zeigen, der es öffnet",
  "open every repository with what stands in an encrypted kit":
    "jedes Repository mit dem öffnen, was in einem verschlüsselten Kit steht",
  "the kit": "das Kit",
  "read the recovery code from a file (default: stdin)":
    "den Notfall-Code aus einer Datei lesen (sonst von stdin)",
  "show what stands in an encrypted kit; needs no running Holdfast":
    "zeigen, was in einem verschlüsselten Kit steht; braucht kein laufendes Holdfast",
  "set Holdfast up again from an encrypted kit, in an empty data folder":
    "Holdfast aus einem verschlüsselten Kit neu einrichten, in einem leeren Datenordner",
  "what “holdfast move” saved beside the kit: the history comes too":
    "was „holdfast move“ neben dem Kit gespeichert hat: Der Verlauf kommt mit",
  "run Holdfast in the background, from the start of the computer on":
    "Holdfast im Hintergrund ausführen, ab dem Start des Computers",
  "what to do": "was zu tun ist",
  "for this account only; without it for the whole computer, as administrator":
    "nur für dieses Konto; ohne dies für den ganzen Computer, als Administrator",
  "show the definition and the steps, and change nothing": "Definition und Schritte zeigen, nichts ändern",
  "move the database of this data folder to the PostgreSQL server of HOLDFAST_DATABASE_URL":
    "die Datenbank dieses Datenordners auf den PostgreSQL-Server von HOLDFAST_DATABASE_URL umziehen",
  "am I protected?": "bin ich geschützt?",
  "what has run, newest first": "was gelaufen ist, das Neueste zuerst",
  "how many": "wie viele",
  "show the log of this run": "das Protokoll dieses Laufs zeigen",
  "what can be restored, newest first": "was sich wiederherstellen lässt, das Neueste zuerst",
  "its name or id (default: all)": "sein Name oder seine ID (sonst alle)",
  "what is in a folder of a snapshot": "was in einem Ordner eines Snapshots ist",
  "which folder": "welcher Ordner",
  "find a file by name in all backups": "eine Datei nach Namen in allen Sicherungen finden",
  "a part of its name; with * or ? the whole name": "ein Teil ihres Namens; mit * oder ? der ganze Name",
  "only in this one": "nur in diesem",
  "what changed between two snapshots": "was sich zwischen zwei Snapshots geändert hat",
  "the beginning of the id of the older one": "der Anfang der ID des älteren",
  "the beginning of the id of the newer one, or latest": "der Anfang der ID des neueren oder latest",
  "only in this folder and below": "nur in diesem Ordner und darunter",
  "where the snapshots are": "wo die Snapshots sind",
  "look for what is wrong on this computer": "nachsehen, was auf diesem Computer nicht stimmt",
  "write report and logs into this file too, without secrets, to hand in":
    "Bericht und Protokolle auch in diese Datei schreiben, ohne Geheimes, zum Einsenden",
  "print a link into the interface that signs in once":
    "einen Link zur Oberfläche ausgeben, der einmal anmeldet",
  "forget snapshots by what the policies keep, then delete data that nobody uses":
    "Snapshots nach der Aufbewahrung der Richtlinien entfernen, dann ungenutzte Daten löschen",
  "yes, remove much: more than 30 % of a machine's history, or after a fresh change":
    "ja, viel entfernen: mehr als 30 % des Verlaufs eines Computers oder nach einer frischen Änderung",
  "look whether a repository is sound, and read a part of its data":
    "prüfen, ob ein Repository heil ist, und einen Teil seiner Daten lesen",
  "restore a few files for practice, compare them, and throw them away":
    "einige Dateien zur Probe wiederherstellen, vergleichen und wegwerfen",
  "take away locks of this computer whose program has ended":
    "Sperren dieses Computers entfernen, deren Programm beendet ist",
  "yes, also old locks of machines that Holdfast does not know":
    "ja, auch alte Sperren von Computern, die Holdfast nicht kennt",
  "make a code that lets a machine in": "einen Code erzeugen, der einen Computer einlässt",
  "a note on what it is for": "eine Notiz, wofür er ist",
  "how many machines": "wie viele Computer",
  "how long it works": "wie lange er gilt",
  "without a code: let machines on this network find this one, and compare six digits":
    "ohne Code: Computer in diesem Netzwerk diesen finden lassen und sechs Ziffern vergleichen",
  "let another machine look after this one": "diesen Computer von einem anderen betreuen lassen",
  "the join code that was made there": "der Beitrittscode, der dort erzeugt wurde",
  "without a code: look for it on this network, and compare six digits":
    "ohne Code: ihn in diesem Netzwerk suchen und sechs Ziffern vergleichen",
  "let nobody else look after this machine any more": "diesen Computer von niemandem mehr betreuen lassen",
  "who wants to restore files to this machine; allow or refuse it":
    "wer Dateien auf diesen Computer wiederherstellen möchte; zustimmen oder ablehnen",
  "let that restore begin": "diese Wiederherstellung beginnen lassen",
  "let nothing be restored": "nichts wiederherstellen lassen",
  "hand this orchestrator over to another computer; without an address: say how it stands":
    "diesen Orchestrator an einen anderen Computer übergeben; ohne Adresse: sagen, wie es steht",
  "where the other computer will be reached: 192.168.1.9 or https://name:8485":
    "wo der andere Computer zu erreichen sein wird: 192.168.1.9 oder https://name:8485",
  "where to save kit and state": "wohin Kit und Stand gespeichert werden",
  "yes, hand over without being asked": "ja, übergeben, ohne gefragt zu werden",
  "go on here after all": "doch hier weitermachen",
  "let other machines reach this one, or no longer; without on or off: say how it stands":
    "diesen für andere Computer erreichbar machen oder nicht mehr; ohne on oder off: sagen, wie es steht",
  "on or off": "on oder off",
  "where to listen, 0.0.0.0:8485 unless it was chosen before":
    "wo gelauscht wird, 0.0.0.0:8485, wenn nichts anderes gewählt war",
  "First steps:": "Erste Schritte:",
  "Exit codes:": "Exit-Codes:",
};
