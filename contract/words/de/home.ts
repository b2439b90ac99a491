/** Dashboard, compact window, onboarding and sign-in. */
export const home = {
  "Restore files…": "Wiederherstellen…",
  "Protect a folder…": "Ordner schützen…",
  "Open Holdfast": "Holdfast öffnen",
  "The backup starts.": "Die Sicherung beginnt.",
  "The state of your backups could not be read": "Der Zustand Ihrer Sicherungen konnte nicht gelesen werden",
  "All runs": "Alle Läufe",
  "Oldest last good: {oldest} · Next: {next}": "Letzte gute: {oldest} · Nächste: {next}",
  "{count} more": "{count} weitere",
  "{good} of {total, plural, one {# machine} other {# machines}} protected":
    "{good} von {total} Computern geschützt",
  "Machines: {word}": "Computer: {word}",
  "{offline, plural, one {# machine} other {# machines}} offline": "{offline} Computer offline",
  "The history could not be read": "Der Verlauf konnte nicht gelesen werden",
  "Backups of the last 30 days, day by day": "Sicherungen der letzten 30 Tage, Tag für Tag",
  "Needs you ({count})": "Braucht Sie ({count})",
  "{count, plural, one {The repository {name} has no recovery kit yet} other {# repositories have no recovery kit yet}}":
    "{count, plural, one {Das Repository {name} hat noch kein Notfall-Kit} other {# Repositorys haben noch kein Notfall-Kit}}",
  "If this computer is lost, nobody can read the backups without it.":
    "Geht dieser Computer verloren, kann ohne das Kit niemand die Sicherungen lesen.",
  "Keep the recovery kit": "Notfall-Kit aufbewahren",
  "{count, plural, one {The recovery kit of {name} does not open it any more} other {The recovery kits of # repositories do not open them any more}}":
    "{count, plural, one {Das Notfall-Kit von {name} öffnet es nicht mehr} other {Die Notfall-Kits von # Repositorys öffnen sie nicht mehr}}",
  "Password, place or sign-in were changed since it was made. If this computer is lost, nobody can read the backups with it.":
    "Passwort, Speicherort oder Anmeldung wurden seit dem Erstellen geändert. Geht dieser Computer verloren, kann damit niemand die Sicherungen lesen.",
  "Make a new kit": "Neues Kit erstellen",
  "{total, number} runs planned, at most one an hour.":
    "{total, number} Läufe geplant, höchstens einer je Stunde.",
  "{name} looks after this computer": "{name} kümmert sich um diesen Computer",
  "It has sent no policy for it yet, so nothing is backed up. Give this computer one there, on its page of machines or of policies; what you set up here stays your own.":
    "Von dort kam noch keine Richtlinie, also wird nichts gesichert. Weisen Sie diesem Computer dort eine zu, auf der Seite der Computer oder der Richtlinien; was Sie hier einrichten, bleibt Ihr eigenes.",
  "Show {count} more": "{count} weitere zeigen",
  "{count, number} more: see the list": "{count, number} weitere: zur Liste",
  "{names} and {count, number} more": "{names} und {count, number} weitere",
  "Choose the folders that matter to you.": "Wählen Sie die Ordner, die Ihnen wichtig sind.",
  "Choose where the backups go: another disk, a share, or a rest-server.":
    "Wählen Sie den Speicherort (Repository) für die Sicherungen: eine andere Festplatte, eine Freigabe oder einen rest-server.",
  "Keep the recovery kit. With it, plain restic opens your backups without Holdfast.":
    "Bewahren Sie das Notfall-Kit auf. Damit öffnet restic Ihre Sicherungen auch ohne Holdfast.",
  "Write a policy myself": "Selbst eine Richtlinie anlegen",
  "See what happened": "Ansehen, was geschah",
  "Open {hostname}": "{hostname} öffnen",
  "Choose what to protect": "Auswählen, was geschützt wird",
  "Look at the repository": "Repository ansehen",
  "Recent runs": "Letzte Läufe",
  "The recent runs could not be read": "Die letzten Läufe konnten nicht gelesen werden",
  "No run yet. The first appears here when it starts.":
    "Noch kein Lauf. Der erste erscheint hier, sobald er beginnt.",
  "Running now ({count})": "Läuft gerade ({count})",
  "Running now": "Läuft gerade",
  "Nothing runs at the moment. Next run: {next}": "Gerade läuft nichts. Nächster Lauf: {next}",
  "{run} on {hostname}": "{run} auf {hostname}",
  "All {count} that run": "Alle {count} laufenden",
  Storage: "Speicher",
  "No repository yet.": "Noch kein Repository.",
  "All {count} repositories": "Alle {count} Repositorys",
  "{count, plural, one {# snapshot} other {# snapshots}} · last written {time}":
    "{count, plural, one {# Snapshot} other {# Snapshots}} · zuletzt beschrieben {time}",
  "Next {count} hours": "Nächste {count} Stunden",
  "The planned runs could not be read": "Die geplanten Läufe konnten nicht gelesen werden",
  "Nothing is planned.": "Nichts ist geplant.",
  "{total, plural, one {# run} other {# runs}} planned.":
    "{total, plural, one {# Lauf} other {# Läufe}} geplant.",
  "{total, number} runs planned, most of them ({count, number}) from {time}.":
    "{total, number} Läufe geplant, die meisten ({count, number}) ab {time}.",
  "From {time}: {count, plural, one {# run} other {# runs}}":
    "Ab {time}: {count, plural, one {# Lauf} other {# Läufe}}",
  "Oldest last good backup: {oldest} · Next run: {next}":
    "Letzte gute Sicherung: {oldest} · Nächster Lauf: {next}",
  "Found on this computer": "Auf diesem Computer gefunden",
  "Looking for Documents, Pictures and Desktop…": "Dokumente, Bilder und Schreibtisch werden gesucht…",
  "Found: {list}": "Gefunden: {list}",
  "{folder} ({size} in {count, plural, one {# file} other {# files}})":
    "{folder} ({size} in {count, plural, one {# Datei} other {# Dateien}})",
  "{folder} (more than {size} in {count, plural, one {# file} other {# files}})":
    "{folder} (mehr als {size} in {count, plural, one {# Datei} other {# Dateien}})",
  "The first backup has started": "Die erste Sicherung hat begonnen",
  "One thing is left to do, and only you can do it: keep the recovery kit.":
    "Eines bleibt zu tun, und nur Sie können es: das Notfall-Kit aufbewahren.",
  "Without this password nobody can read the backups":
    "Ohne dieses Passwort kann niemand die Sicherungen lesen",
  "If this computer is lost, the kit is the only way to your files: it names the place, holds the password and says which restic commands bring everything back. Keep it somewhere else than on this computer.":
    "Geht dieser Computer verloren, ist das Kit der einzige Weg zu Ihren Dateien: Es nennt den Speicherort, enthält das Passwort und sagt, mit welchen Befehlen restic alles zurückholt. Bewahren Sie es nicht auf diesem Computer auf.",
  "I have stored the recovery kit in a safe place": "Ich habe das Notfall-Kit sicher aufbewahrt",
  "See the first backup": "Erste Sicherung ansehen",
  "This computer is not protected yet": "Dieser Computer ist noch nicht geschützt",
  "Folders to protect": "Zu schützende Ordner",
  "Where the backups go": "Speicherort (Repository) der Sicherungen",
  "A new place": "Ein neuer Speicherort",
  "There are restic backups in this place already, and I know their password":
    "An diesem Speicherort liegen schon Sicherungen von restic, und ich kenne ihr Passwort",
  "Password of the existing repository": "Passwort des bestehenden Repositorys",
  "Holdfast encrypts everything with a password that was just made in this browser. You get it with the recovery kit in the next step.":
    "Holdfast verschlüsselt alles mit einem Passwort, das gerade in diesem Browser erzeugt wurde. Sie erhalten es im nächsten Schritt mit dem Notfall-Kit.",
  "Protect now": "Jetzt schützen",
  "My files": "Meine Dateien",
  "Say what to protect and where the backups go. The first backup starts at once; then one each hour.":
    "Wählen Sie, was geschützt wird und wohin die Sicherungen kommen. Die erste Sicherung beginnt sofort, danach folgt jede Stunde eine.",
  "This Holdfast looks after other machines only": "Dieses Holdfast betreut nur andere Computer",
  "It was started without an agent of its own. Add the computers that it should protect.":
    "Es wurde ohne eigenen Agenten gestartet. Fügen Sie die Computer hinzu, die es schützen soll.",
  "Open machines": "Computer öffnen",
  "You sit at the computer that Holdfast runs on? Then call there what opens a page that is signed in:":
    "Sie sitzen an dem Computer, auf dem Holdfast läuft? Dann rufen Sie dort auf, was eine angemeldete Seite öffnet:",
  "From elsewhere, make the first account here. The set-up token proves that the computer is yours, and works once: Holdfast prints it when it starts (docker logs shows it too), and keeps it in the file run/setup-token of its data folder.":
    "Von anderswo legen Sie hier das erste Konto an. Das Einrichtungs-Token beweist, dass der Computer Ihnen gehört, und gilt einmal: Holdfast gibt es beim Start aus (docker logs zeigt es auch) und bewahrt es in der Datei run/setup-token seines Datenordners auf.",
  "Set-up token": "Einrichtungs-Token",
  "At least 8 characters": "Mindestens 8 Zeichen",
  "User name": "Benutzername",
  "The account was not made": "Das Konto wurde nicht angelegt",
  "Make the account and sign in": "Konto anlegen und anmelden",
  "Signing in with your link…": "Sie werden mit Ihrem Link angemeldet…",
  "This link does not sign in any more": "Dieser Link gilt nicht mehr",
  "A link works once, for 60 seconds. Run “holdfast open” again, or sign in with your password.":
    "Ein Link gilt einmal, 60 Sekunden lang. Rufen Sie „holdfast open“ erneut auf oder melden Sie sich mit Ihrem Passwort an.",
  "Sign in with a password": "Mit Passwort anmelden",
  "Enter your user name": "Geben Sie Ihren Benutzernamen ein",
  "Enter your password": "Geben Sie Ihr Passwort ein",
  "You are not signed in": "Sie sind nicht angemeldet",
  "Sign in": "Anmelden",
  "Sign in · Holdfast": "Anmelden · Holdfast",
  "Set up Holdfast": "Holdfast einrichten",
  "Sign in to Holdfast": "Bei Holdfast anmelden",
  "There is an account already?": "Es gibt schon ein Konto?",
  "Nobody has an account yet?": "Noch niemand hat ein Konto?",
  "First start": "Erster Start",
};
