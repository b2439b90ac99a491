/** What mails and messages tell, why something was told, and why a channel did not take it. */
export const notices = {
  "Still at risk; told once in three days.": "Noch gefährdet; alle drei Tage gemeldet.",
  "Told with the failure a moment ago.": "Eben mit dem Fehlschlag gemeldet.",
  "It got to be at risk.": "Ist nun gefährdet.",
  "The first morning is yet to come.": "Der erste Morgen steht noch aus.",
  "Something is wrong.": "Etwas stimmt nicht.",
  "All is well; that is told once a week.": "Alles in Ordnung; das wird einmal die Woche gemeldet.",
  "All is well; told once a week.": "Alles in Ordnung; einmal die Woche gemeldet.",
  "The first success of this policy.": "Der erste Erfolg dieser Richtlinie.",
  "It works again after a problem that was told.": "Geht wieder nach einem gemeldeten Problem.",
  "Told as “works again”.": "Gemeldet als „geht wieder“.",
  "A restore is done.": "Eine Wiederherstellung ist fertig.",
  "It is tried again by itself.": "Der nächste Versuch folgt von selbst.",
  "It needs a person.": "Hier muss jemand eingreifen.",
  "All retries are used up.": "Alle Versuche sind verbraucht.",
  "It failed again.": "Wieder fehlgeschlagen.",
  "It still fails; told once a day.": "Schlägt noch immer fehl; einmal am Tag gemeldet.",
  "It was told less than a day ago.": "Vor weniger als einem Tag gemeldet.",
  "Not the same place in three runs in a row.": "Nicht dieselbe Stelle in drei Läufen nacheinander.",
  "It was told less than a week ago.": "Vor weniger als einer Woche gemeldet.",
  "{folder} could not be read in three runs in a row.":
    "{folder} ließ sich in drei Läufen nacheinander nicht lesen.",
  "{Reason} No channel is set up that could tell it.":
    "{Reason} Es ist kein Kanal eingerichtet, der es melden könnte.",
  "Told once for each warning.": "Einmal je Warnung gemeldet.",
  "Told once for each restore that waits for an answer here.":
    "Einmal je Wiederherstellung gemeldet, die hier auf Antwort wartet.",
  "{Who} failed": "Fehlgeschlagen: {Who}",
  "{Who} need you": "Eingreifen nötig: {Who}",
  "{count, number} computers": "{count} Computer",
  "{count, number} tasks of {hostname}": "{count} Aufträge von {hostname}",
  "… and {count, number} more": "… und {count} weitere",
  "- {hostname} ({Severity}): {Problem}": "- {hostname} ({Severity}): {Problem}",
  "at risk": "gefährdet",
  late: "überfällig",
  warning: "Warnung",
  "Backups this morning: {Title}": "Sicherungen heute Morgen: {Title}",
  "One problem needs you": "Ein Problem braucht Sie",
  "{count, number} problems need you": "{count} Probleme brauchen Sie",
  "The report of the morning": "Der Bericht des Morgens",
  "Nothing needs you; {Machines} looked after.": "Nichts zu tun; {Machines} betreut.",
  "one machine is": "ein Computer wird",
  "{count, number} machines are": "{count} Computer werden",
  "The oldest of the last good backups is of {Time}.":
    "Die älteste der letzten guten Sicherungen ist vom {Time}.",
  "Backups: all is well": "Sicherungen: alles in Ordnung",
  "Something is odd about the repository “{repository}”": "Etwas ist auffällig am Repository „{repository}“",
  "No snapshot is removed there until somebody has looked and acknowledged it.":
    "Bis jemand nachgesehen und bestätigt hat, wird dort kein Snapshot entfernt.",
  "Since {Time}.": "Seit {Time}.",
  "Details: holdfast://runs/{run}": "Einzelheiten: holdfast://runs/{run}",
  "The files are in “{repository}”.": "Die Dateien sind in „{repository}“.",
  "Restore one of them now and then, to see that you can.":
    "Ab und zu eine davon wiederherstellen, um zu sehen, dass es geht.",
  "The first backup of “{policy}” is done": "Die erste Sicherung von „{policy}“ ist fertig",
  "{Cause} The rest is saved.": "{Cause} Der Rest ist gesichert.",
  "{Work} works again": "Geht wieder: {Work}",
  "The files are in {folder}.": "Die Dateien sind in {folder}.",
  "{Work} is done": "Fertig: {Work}",
  "{Work}: the same files are missing again": "{Work}: wieder fehlen dieselben Dateien",
  "Last good backup: {Time}.": "Letzte gute Sicherung: {Time}.",
  "{time} UTC": "{time} UTC",
  "“{policy}” on {hostname} is at risk": "„{policy}“ auf {hostname} ist gefährdet",
  "Start a backup now, or see whether the machine is switched on.":
    "Jetzt eine Sicherung starten oder nachsehen, ob der Computer an ist.",
  "The backup of “{policy}” on {hostname}": "Sicherung von „{policy}“ auf {hostname}",
  "The restore on {hostname}": "Wiederherstellung auf {hostname}",
  "The {Kind} of “{repository}”": "{Kind} von „{repository}“",
  "a machine that was removed": "einem entfernten Computer",
  "{name} wants to restore files to this computer":
    "{name} möchte Dateien auf diesen Computer wiederherstellen",
  "They would go {Destination}. Open Holdfast to allow or refuse it; without an answer within 15 minutes nothing is restored.":
    "Ziel: {Destination}. Holdfast öffnen, um zuzustimmen oder abzulehnen; ohne Antwort innerhalb von 15 Minuten wird nichts wiederhergestellt.",
  "Holdfast: a test": "Holdfast: ein Test",
  "The channel “{name}” works. Nothing has happened to your backups.":
    "Der Kanal „{name}“ geht. Mit Ihren Sicherungen ist nichts geschehen.",
  "It was taken. See whether it arrived.": "Angenommen. Nachsehen, ob es ankam.",
  "It could not be sent.": "Es ließ sich nicht senden.",
  "The server began an answer and did not end it in time.":
    "Der Server begann eine Antwort und wurde nicht rechtzeitig fertig.",
  "{host} answered with status {status}.": "{host} antwortete mit Status {status}.",
  "{host} answered with status {status}: it does not accept the token or address.":
    "{host} antwortete mit Status {status}: Token oder Adresse werden nicht angenommen.",
  "{host} answered with status {status}: the address does not exist any more.":
    "{host} antwortete mit Status {status}: Die Adresse gibt es nicht mehr.",
  "{host} answered with status {status}: it takes no more messages at the moment.":
    "{host} antwortete mit Status {status}: Im Augenblick werden keine Nachrichten mehr angenommen.",
  "{host} answered with status {status}: it has a problem of its own.":
    "{host} antwortete mit Status {status}: Der Server hat selbst ein Problem.",
  "{host} sends on to another server; enter the final address instead.":
    "{host} leitet an einen anderen Server weiter; stattdessen die endgültige Adresse eingeben.",
  "{host} redirects without an end.": "{host} leitet endlos weiter.",
  "{host} did not answer in time.": "{host} antwortete nicht rechtzeitig.",
  "{host} could not be asked.": "{host} ließ sich nicht fragen.",
  "{host} could not be asked ({code}).": "{host} ließ sich nicht fragen ({code}).",
  "{host} refused the connection.": "{host} lehnte die Verbindung ab.",
  "{host} was not found: check the name.": "{host} wurde nicht gefunden: den Namen prüfen.",
  "{host} was not found at the moment: check the name and the network.":
    "{host} wurde gerade nicht gefunden: Namen und Netzwerk prüfen.",
  "{host} cut the connection.": "{host} brach die Verbindung ab.",
  "{host} cannot be reached from here.": "{host} ist von hier nicht erreichbar.",
  "{host} has a certificate that has expired.": "{host} hat ein abgelaufenes Zertifikat.",
  "{host} has a certificate that nobody vouches for.": "{host} hat ein Zertifikat, für das niemand bürgt.",
  "{host} does not accept the user name and password.": "{host} nimmt Benutzername und Passwort nicht an.",
  "{host} does not take mail from this sender or for these addresses.":
    "{host} nimmt keine Mail von diesem Absender oder an diese Adressen an.",
  "{host} refused the message.": "{host} lehnte die Nachricht ab.",
  "{host} offers no encryption with STARTTLS, or a broken one.":
    "{host} bietet keine Verschlüsselung mit STARTTLS oder eine fehlerhafte.",
  "{host} could not be asked: check the port, the encryption and the certificate.":
    "{host} ließ sich nicht fragen: Port, Verschlüsselung und Zertifikat prüfen.",
  "{Words} Status {status, number}.": "{Words} Status {status}.",
};
