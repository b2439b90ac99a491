/** Why a request was refused, and what is wrong with a field of it. */
export const requests = {
  "The request could not be read": "Die Anfrage ließ sich nicht lesen",
  "Sign in first": "Zuerst anmelden",
  "That credential does not work": "Diese Anmeldung gilt nicht",
  "This code is not valid any more": "Dieser Code gilt nicht mehr",
  "Not allowed": "Nicht erlaubt",
  "The request came from another site": "Die Anfrage kam von einer anderen Seite",
  "The name is taken": "Der Name ist vergeben",
  "Still in use": "Noch in Gebrauch",
  "Another attempt has taken over": "Ein anderer Versuch hat übernommen",
  "Not possible in this state": "In diesem Zustand nicht möglich",
  "Already set up": "Schon eingerichtet",
  "The task was stopped": "Der Auftrag wurde angehalten",
  "Changed meanwhile": "Inzwischen geändert",
  "Too large": "Zu groß",
  "Unsupported content type": "Diese Art von Inhalt wird nicht angenommen",
  "A field is wrong": "Ein Feld stimmt nicht",
  "This agent is too old": "Dieser Agent ist zu alt",
  "Too many requests": "Zu viele Anfragen",
  "This is not your orchestrator": "Das ist nicht Ihr Orchestrator",
  "The machine did not answer": "Der Computer hat nicht geantwortet",
  "The machine could not do it": "Der Computer konnte es nicht ausführen",
  "No machine can reach this repository now": "Kein Computer erreicht dieses Repository gerade",
  "This Holdfast has moved to another computer": "Dieses Holdfast ist auf einen anderen Computer umgezogen",
  "Holdfast is starting or stopping": "Holdfast startet oder endet gerade",
  "Something went wrong inside Holdfast": "In Holdfast ist etwas schiefgegangen",
  "Something other than Holdfast answered (HTTP {status})":
    "Etwas anderes als Holdfast hat geantwortet (HTTP {status})",
  "There is no such {What}. It may have been deleted.":
    "Nicht gefunden: {What}. Vielleicht inzwischen gelöscht.",
  account: "Konto",
  assignment: "Zuordnung",
  channel: "Kanal",
  enrolment: "Beitrittscode",
  "label of this policy": "Label dieser Richtlinie",
  machine: "Computer",
  policy: "Richtlinie",
  question: "Frage",
  repository: "Repository",
  request: "Anfrage",
  run: "Lauf",
  session: "Sitzung",
  slot: "Termin",
  task: "Auftrag",
  token: "Token",
  "try to join; after two minutes each has ended": "Beitrittsversuch; nach zwei Minuten ist jeder vorbei",
  "There is nothing at {path}.": "Unter {path} ist nichts.",
  "There is nothing under that id.": "Unter dieser ID ist nichts.",
  "is not a field that can be given here": "ist hier kein Feld",
  "is needed": "wird gebraucht",
  "must be {Type}": "muss {Type} sein",
  text: "Text",
  "a number": "eine Zahl",
  "a whole number": "eine ganze Zahl",
  "true or false": "wahr oder falsch",
  "a list": "eine Liste",
  "an object": "ein Objekt",
  "This process stands by; another one is at work.": "Dieser Prozess steht bereit; ein anderer arbeitet.",
  "Holdfast is starting.": "Holdfast startet.",
  "Holdfast is stopping. Try again in a moment.": "Holdfast endet gerade. Gleich noch einmal versuchen.",
  "This Holdfast has moved to another computer.": "Dieses Holdfast ist auf einen anderen Computer umgezogen.",
  "This Holdfast has moved to {place}, and nothing is changed here any more.":
    "Dieses Holdfast ist nach {place} umgezogen; hier wird nichts mehr geändert.",
  "The headers are too long.": "Die Kopfzeilen sind zu lang.",
  "The request did not arrive in time. Send it again.":
    "Die Anfrage kam nicht rechtzeitig an. Noch einmal senden.",
  "This is not HTTP/1.1 as Holdfast speaks it.": "Das ist kein HTTP/1.1, wie Holdfast es spricht.",
  "A request has one host.": "Eine Anfrage hat einen Host.",
  "Holdfast answers only to localhost and 127.0.0.1 here.":
    "Holdfast antwortet hier nur auf localhost und 127.0.0.1.",
  "Holdfast does not go by the name {host}. Use one of its addresses, or add this one in the settings under “Other machines”.":
    "Holdfast heißt nicht {host}. Eine seiner Adressen verwenden oder diese in den Einstellungen unter „Andere Computer“ hinzufügen.",
  "Sign in, or send a token as bearer.": "Anmelden oder ein Token als Bearer senden.",
  "This session has ended meanwhile. Sign in again.": "Diese Sitzung ist inzwischen beendet. Neu anmelden.",
  "An agent's key opens only its own protocol.": "Der Schlüssel eines Agenten öffnet nur dessen Protokoll.",
  "Only administrators may do this; you are signed in as a viewer.":
    "Das dürfen nur Administratoren; Sie sind als Betrachter angemeldet.",
  "Only the agent's own key opens this.": "Das öffnet nur der Schlüssel des Agenten selbst.",
  'If-Match must hold a revision, like "3".': "If-Match muss eine Revision enthalten, etwa „3“.",
  "is not a cursor of this list; leave it out to start from the beginning":
    "ist kein Cursor dieser Liste; ohne ihn geht es von vorn",
  "is not a cursor of this list": "ist kein Cursor dieser Liste",
  "is not one that this list gave": "stammt nicht aus dieser Liste",
  "Too many sign-ins at once. Try again in a moment.":
    "Zu viele Anmeldungen auf einmal. Gleich noch einmal versuchen.",
  "Too many failed tries. Try again in {seconds, number} seconds.":
    "Zu viele Fehlversuche. In {seconds, plural, one {# Sekunde} other {# Sekunden}} noch einmal versuchen.",
  "The user name or the password is wrong.": "Benutzername oder Passwort ist falsch.",
  "This link has been used or is older than a minute. Run `holdfast open` for a new one.":
    "Dieser Link wurde schon verwendet oder ist älter als eine Minute. „holdfast open“ gibt einen neuen.",
  "That is not the token of this start of Holdfast. Read it again from run/admin.json in the data folder.":
    "Das ist nicht das Token dieses Starts von Holdfast. Es steht neu in run/admin.json im Datenordner.",
  "That is not the set-up token. Copy it from the log of this start, or from run/setup-token in the data folder.":
    "Das ist nicht das Einrichtungs-Token. Es steht im Protokoll dieses Starts und in run/setup-token im Datenordner.",
  "There is an account already. Sign in with it.": "Es gibt schon ein Konto. Mit diesem anmelden.",
  "There is an account {username} already. Choose another name.":
    "Es gibt schon ein Konto {username}. Einen anderen Namen wählen.",
  "is taken": "ist vergeben",
  "This is the last administrator. Make another one first, or nobody could change anything any more.":
    "Das ist der letzte Administrator. Zuerst einen anderen anlegen, sonst könnte niemand mehr etwas ändern.",
  "must be in the future": "muss in der Zukunft liegen",
  "must lie in the future": "muss in der Zukunft liegen",
  "Holdfast is a service of this computer. Everybody here may see how it is protected, back it up and pause that; the rest needs an administrator: on the command line, run it again with sudo (on Windows: in a terminal of an administrator).":
    "Holdfast ist ein Dienst dieses Computers. Alle hier dürfen sehen, wie er geschützt ist, ihn sichern und das pausieren; für den Rest braucht es einen Administrator: auf der Kommandozeile mit sudo noch einmal aufrufen (unter Windows im Terminal eines Administrators).",
  "Only somebody who signed in with a name has a password to change.":
    "Nur wer sich mit Namen angemeldet hat, hat ein Passwort zu ändern.",
  "is not the password of this account": "ist nicht das Passwort dieses Kontos",
  "is not allowed": "ist nicht erlaubt",
  "is one of the first that are tried by those who guess; choose another":
    "ist eines der ersten, die beim Raten versucht werden; ein anderes wählen",
  "must not be the user name": "darf nicht der Benutzername sein",
  "A token has no sessions of its own. Name one to end it.":
    "Ein Token hat keine eigenen Sitzungen. Eine nennen, um sie zu beenden.",
  "This agent speaks version {version} of the protocol; version {needed} is needed. Update Holdfast there.":
    "Dieser Agent spricht Version {version} des Protokolls; nötig ist Version {needed}. Holdfast dort aktualisieren.",
  "This code has expired, was used up, or never existed. Ask for a new one.":
    "Dieser Code ist abgelaufen, verbraucht oder hat nie existiert. Um einen neuen bitten.",
  "This machine is not approved, or was removed; it has no backups to pause.":
    "Dieser Computer ist nicht zugelassen oder wurde entfernt; er hat keine Sicherungen zu pausieren.",
  "This machine is not approved, or was removed; it can have no policy.":
    "Dieser Computer ist nicht zugelassen oder wurde entfernt; er kann keine Richtlinie haben.",
  "This machine is not approved, or was removed.":
    "Dieser Computer ist nicht zugelassen oder wurde entfernt.",
  "This is the machine that Holdfast itself runs on; it cannot be removed.":
    "Auf diesem Computer läuft Holdfast selbst; er lässt sich nicht entfernen.",
  "This machine is not waiting for approval.": "Dieser Computer wartet nicht auf Zulassung.",
  "This machine resembles no other one.": "Dieser Computer ähnelt keinem anderen.",
  "It resembles the computer that Holdfast runs on here, whose identity nobody else can take over. Approve it as a new machine.":
    "Er ähnelt dem Computer, auf dem Holdfast hier läuft; dessen Identität kann niemand übernehmen. Als neuen Computer zulassen.",
  "{hostname} is offline. Start it, then ask again.":
    "{hostname} ist offline. Einschalten, dann noch einmal fragen.",
  "The machine's answer has no end. Try again.":
    "Die Antwort des Computers hört nicht auf. Noch einmal versuchen.",
  "This request was answered already, or nobody answered in time.":
    "Diese Anfrage ist schon beantwortet, oder niemand hat rechtzeitig geantwortet.",
  "{name} does not ask for this any more.": "{name} fragt nicht mehr danach.",
  "is not a join code: those start with {prefix}": "ist kein Beitrittscode: Die beginnen mit {prefix}",
  "is not complete, or has a typing error; copy it again":
    "ist unvollständig oder hat einen Tippfehler; noch einmal kopieren",
  "was made by a newer Holdfast; update this machine first":
    "stammt von einem neueren Holdfast; zuerst diesen Computer aktualisieren",
  "was made while other machines could not reach that orchestrator; switch orchestrator mode on there, then make a new code":
    "entstand, als jener Orchestrator für andere nicht erreichbar war; dort den Orchestrator-Modus einschalten, dann einen neuen Code erzeugen",
  "is one of this computer itself; use it on another one":
    "stammt von diesem Computer selbst; auf einem anderen verwenden",
  "is not an address that can be reached": "ist keine erreichbare Adresse",
  "There is no certificate yet. Switch orchestrator mode on first.":
    "Es gibt noch kein Zertifikat. Zuerst den Orchestrator-Modus einschalten.",
  "Another program already listens on port {port}, so other machines cannot reach Holdfast there. Choose another port, or stop that program.":
    "An Port {port} lauscht schon ein anderes Programm; darum ist Holdfast dort für andere nicht erreichbar. Einen anderen Port wählen oder jenes Programm beenden.",
  "is not open to this user; choose one above 1023":
    "steht diesem Benutzer nicht offen; einen über 1023 wählen",
  "{host} is no address of this machine; 0.0.0.0 stands for all of them":
    "{host} ist keine Adresse dieses Computers; 0.0.0.0 steht für alle",
};
