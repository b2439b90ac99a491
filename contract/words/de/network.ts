/** The settings about others: notifications, other machines, whom this computer follows, moving. */
export const network = {
  "The channel was not saved": "Der Kanal wurde nicht gespeichert",
  "Mail to Anna": "E-Mail an Anna",
  "Tells of": "Berichtet von",
  Everything: "Allem",
  "Only “{name}”": "Nur „{name}“",
  "Report of the morning": "Morgenbericht",
  "At 08:00 when something is wrong, and “all is well” once a week":
    "Um 08:00, wenn etwas nicht stimmt, und einmal pro Woche „alles in Ordnung“",
  "Switched on": "Eingeschaltet",
  "Add the channel": "Kanal hinzufügen",
  "Is needed": "Wird gebraucht",
  "Address of the webhook": "Adresse des Webhooks",
  "E-mail": "E-Mail",
  "To|mail": "An",
  From: "Von",
  "Mail server": "Mailserver",
  Encryption: "Verschlüsselung",
  "None (25)": "Keine (25)",
  Topic: "Thema",
  "Whoever knows it can read along, unless the server asks for a token":
    "Wer es kennt, kann mitlesen, wenn der Server kein Token verlangt",
  "Access token": "Zugriffstoken",
  "Slack or Mattermost": "Slack oder Mattermost",
  "An incoming webhook of the channel": "Ein eingehender Webhook des Kanals",
  "Channel settings, Integrations, Webhooks": "Kanaleinstellungen, Integrationen, Webhooks",
  "A workflow “Post to a channel when a webhook request is received”":
    "Ein Workflow „In einem Kanal posten, wenn eine Webhookanforderung empfangen wird“",
  Chat: "Chat",
  "Token of the bot": "Token des Bots",
  "As the BotFather gave it": "Wie vom BotFather erhalten",
  "Token of the application": "Token der Anwendung",
  "Ping (Healthchecks and the like)": "Ping (Healthchecks und Ähnliches)",
  "Address for success": "Adresse für Erfolg",
  "Gets /start and /fail appended for the other two, unless they are given below":
    "Für die anderen beiden wird /start und /fail angehängt, wenn sie unten nicht angegeben sind",
  "Address for start": "Adresse für Beginn",
  "Address for failure": "Adresse für Fehlschlag",
  "Webhook with JSON": "Webhook mit JSON",
  Token: "Token",
  "Sent as “Authorization: Bearer …”": "Gesendet als „Authorization: Bearer …“",
  Off: "Aus",
  "Last sent {time}": "Zuletzt gesendet {time}",
  "Send a test on {name}": "Test über {name} senden",
  "Send test": "Test senden",
  "Edit {name}": "{name} bearbeiten",
  Edit: "Bearbeiten",
  "Remove {name}?": "{name} entfernen?",
  "Nothing is told there any more. Its secrets are deleted.":
    "Dort wird nichts mehr berichtet. Seine Geheimnisse werden gelöscht.",
  "No test was sent": "Es wurde kein Test gesendet",
  "The test was taken": "Der Test wurde angenommen",
  "See whether it arrived. It took {tookMs} ms.":
    "Sehen Sie nach, ob er angekommen ist. Er dauerte {tookMs} ms.",
  "The test did not go out": "Der Test ging nicht hinaus",
  "The last attempt failed": "Der letzte Versuch schlug fehl",
  "{problem} Check the fields, then send a test.":
    "{problem} Prüfen Sie die Felder und senden Sie dann einen Test.",
  Channels: "Kanäle",
  "Add a channel": "Kanal hinzufügen",
  "The channels could not be read": "Die Kanäle konnten nicht gelesen werden",
  "No channel yet. Add one, and Holdfast writes when a backup needs somebody, even while nobody looks here.":
    "Noch kein Kanal. Fügen Sie einen hinzu, und Holdfast schreibt, wenn eine Sicherung jemanden braucht, auch wenn niemand hier nachsieht.",
  "What was told": "Was berichtet wurde",
  "The list could not be read": "Die Liste konnte nicht gelesen werden",
  "Nothing yet. The first success of each policy is told, then only what needs somebody.":
    "Noch nichts. Der erste Erfolg jeder Richtlinie wird berichtet, danach nur, was jemanden braucht.",
  Told: "Berichtet",
  Waiting: "Wartet",
  "Only here": "Nur hier",
  "Not told": "Nicht berichtet",
  "Told in one message with others.": "Zusammen mit anderen in einer Nachricht berichtet.",
  sent: "gesendet",
  "waits, {count, plural, one {one attempt} other {# attempts}}":
    "wartet, {count, plural, one {ein Versuch} other {# Versuche}}",
  "given up after {count, plural, one {one attempt} other {# attempts}}":
    "aufgegeben nach {count, plural, one {einem Versuch} other {# Versuchen}}",
  "Where it listens": "Wo es zu erreichen ist",
  "0.0.0.0: on every network of this computer": "0.0.0.0: in jedem Netz dieses Computers",
  "Open it in the firewall": "In der Firewall öffnen",
  "How other machines find this one": "Wie andere Computer diesen finden",
  "Like https://192.168.1.5:8485, at most four. None: what this computer finds out about itself":
    "Etwa https://192.168.1.5:8485, höchstens vier. Keine: was dieser Computer selbst herausfindet",
  "Whether this Holdfast has moved could not be read":
    "Ob dieses Holdfast umgezogen ist, konnte nicht gelesen werden",
  "Move to another computer": "Auf einen anderen Computer umziehen",
  "All that this Holdfast knows goes into two files that make the new computer this one. From then on nothing is begun or changed here; the machines are sent to the new address and need not join again.":
    "Alles, was dieses Holdfast weiß, kommt in zwei Dateien, die den neuen Computer zu diesem machen. Von da an wird hier nichts begonnen oder geändert; die Computer werden zur neuen Adresse geschickt und müssen nicht neu beitreten.",
  "The move was not begun": "Der Umzug wurde nicht begonnen",
  "Address of the new computer": "Adresse des neuen Computers",
  "Hand over": "Übergeben",
  "Moved to {list}": "Umgezogen nach {list}",
  "Nothing is begun or changed here any more. Leave this computer on until every machine has come to the new one: it sends them there.":
    "Hier wird nichts mehr begonnen oder geändert. Lassen Sie diesen Computer an, bis jeder Computer beim neuen angekommen ist: Er schickt sie dorthin.",
  "The recovery code of the move was shown once. Without it, go on here and hand over again.":
    "Der Wiederherstellungscode des Umzugs wurde einmal gezeigt. Ohne ihn machen Sie hier weiter und übergeben noch einmal.",
  "Write this recovery code down, save both files, and run on the new computer: holdfast recover {fileName} --state STATE":
    "Schreiben Sie diesen Wiederherstellungscode auf, speichern Sie beide Dateien und rufen Sie auf dem neuen Computer auf: holdfast recover {fileName} --state STAND",
  "Save the kit": "Kit speichern",
  "Save the state": "Stand speichern",
  "Go on here": "Hier weitermachen",
  "Go on on this computer?": "Auf diesem Computer weitermachen?",
  "Only while the new computer has not begun: two that go on would part, and what machines tell one of them the other never hears.":
    "Nur solange der neue Computer nicht begonnen hat: Zwei, die weitermachen, würden auseinanderlaufen, und was Computer dem einen melden, erfährt der andere nie.",
  "Whether others reach this install could not be read":
    "Ob andere diese Installation erreichen, konnte nicht gelesen werden",
  "Other machines cannot reach this one": "Andere Computer können diesen nicht erreichen",
  "Look after other machines": "Andere Computer betreuen",
  "Only this computer reaches Holdfast now. Switched on, others reach it over an encrypted connection that nobody can come in between of: they get their policies from here and tell how their backups go.":
    "Holdfast ist nur auf diesem Computer erreichbar. Eingeschaltet erreichen es andere über eine verschlüsselte Verbindung, in die sich niemand einschalten kann: Sie bekommen ihre Richtlinien von hier und melden, wie ihre Sicherungen laufen.",
  "It was not switched on": "Es wurde nicht eingeschaltet",
  "Let other machines reach this one": "Für andere Computer erreichbar machen",
  "Does not listen": "Nicht erreichbar",
  Addresses: "Adressen",
  Fingerprint: "Fingerabdruck",
  "the fingerprint": "Fingerabdruck",
  "Browsers on other machines know this authority once its {certificate} is imported. Compare the fingerprint when you do.":
    "Browser auf anderen Computern kennen diese Zertifizierungsstelle, sobald ihr {certificate} importiert ist. Vergleichen Sie dabei den Fingerabdruck.",
  certificate: "Zertifikat",
  "Switch off": "Ausschalten",
  "Listen for other machines no more?": "Für andere Computer nicht mehr erreichbar sein?",
  "They go on with the policies that they have and deliver their results when you switch it on again. You see nothing new of them until then.":
    "Sie machen mit den Richtlinien weiter, die sie haben, und liefern ihre Ergebnisse ab, wenn Sie es wieder einschalten. Bis dahin sehen Sie nichts Neues von ihnen.",
  "Switch it off": "Ausschalten",
  "Follows nobody": "Folgt niemandem",
  "Waits for approval there": "Wartet dort auf Zulassung",
  Connected: "Verbunden",
  "Does not answer": "Antwortet nicht",
  "Shut out there": "Dort ausgesperrt",
  "Whom this computer follows could not be read": "Wem dieser Computer folgt, konnte nicht gelesen werden",
  "Follow another Holdfast": "Einem anderen Holdfast folgen",
  "This computer did not join": "Dieser Computer ist nicht beigetreten",
  "“Add a computer” on the other Holdfast makes one. Its policies then protect this computer; your own stay yours":
    "„Computer hinzufügen“ im anderen Holdfast erstellt einen. Dessen Richtlinien schützen dann diesen Computer; Ihre eigenen bleiben Ihre",
  Join: "Beitreten",
  "another Holdfast": "ein anderes Holdfast",
  "Follows {name}": "Folgt {name}",
  Joined: "Beigetreten",
  "Policies from there": "Richtlinien von dort",
  "Not delivered yet": "Noch nicht abgeliefert",
  "While it does not answer, backups go on by the policies that were last received, and what they did is delivered later.":
    "Solange es nicht antwortet, laufen Sicherungen nach den zuletzt empfangenen Richtlinien weiter, und was sie taten, wird später abgeliefert.",
  "Stop following {name}": "{name} nicht mehr folgen",
  "Follow {name} no more?": "{name} nicht mehr folgen?",
  "Its policies and its passwords go from this computer, and backups by them end. Your own policies go on. Snapshots stay where they are.":
    "Seine Richtlinien und Passwörter verschwinden von diesem Computer, und Sicherungen danach enden. Ihre eigenen Richtlinien laufen weiter. Snapshots bleiben, wo sie sind.",
  "Leave it": "Verlassen",
  "{count, plural, one {# result} other {# results}}":
    "{count, plural, one {# Ergebnis} other {# Ergebnisse}}",
  "{count, plural, one {# part of a log} other {# parts of logs}}":
    "{count, plural, one {# Teil eines Protokolls} other {# Teile von Protokollen}}",
  nothing: "nichts",
};
