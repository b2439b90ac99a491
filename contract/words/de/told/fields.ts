/** What the contract's schemas find wrong with a field. */
export const fields = {
  "letters, digits, dot, dash, underscore; at most 64":
    "Buchstaben, Ziffern, Punkt, Bindestrich, Unterstrich; höchstens 64",
  "letters, digits, dash, underscore; at most 64":
    "Buchstaben, Ziffern, Bindestrich, Unterstrich; höchstens 64",
  "letters, digits, space, dot, dash; at most 50":
    "Buchstaben, Ziffern, Leerzeichen, Punkt, Bindestrich; höchstens 50",
  "at least 8 characters": "mindestens 8 Zeichen",
  "at least 3 characters": "mindestens 3 Zeichen",
  "at most 128 characters": "höchstens 128 Zeichen",
  "at most 200 characters": "höchstens 200 Zeichen",
  "at most 100 characters": "höchstens 100 Zeichen",
  "at most 1000 characters": "höchstens 1000 Zeichen",
  "give username and password": "Benutzername und Passwort angeben",
  "give slotKey or localRunId": "slotKey oder localRunId angeben",
  "must be a private key: the whole text from BEGIN … PRIVATE KEY to END … PRIVATE KEY":
    "muss ein privater Schlüssel sein: der ganze Text von BEGIN … PRIVATE KEY bis END … PRIVATE KEY",
  "must be a key without a passphrase; make one for backups alone":
    "muss ein Schlüssel ohne Passphrase sein; einen nur für Sicherungen anlegen",
  "must be one line each": "muss je eine Zeile sein",
  "give the writer's fields either directly or under writer":
    "die Felder des Schreibers entweder direkt oder unter writer angeben",
  "is not a snapshot id": "ist keine Snapshot-ID",
  "must begin with a slash": "muss mit einem Schrägstrich beginnen",
  "an empty pattern excludes nothing": "ein leeres Muster schließt nichts aus",
  "must be one line": "muss eine Zeile sein",
  "is no pattern: a [ needs its ], and a \\ something after it":
    "ist kein Muster: Zu [ gehört ], und nach \\ muss etwas kommen",
  "an address or a host name, like 0.0.0.0 or 192.168.1.5":
    "eine Adresse oder ein Hostname, etwa 0.0.0.0 oder 192.168.1.5",
  "write it like https://192.168.1.5:8485": "so schreiben: https://192.168.1.5:8485",
  "must be a web address like https://example.org/hook":
    "muss eine Webadresse sein wie https://example.org/hook",
  "must not hold a user name, a password or a #":
    "darf keinen Benutzernamen, kein Passwort und kein # enthalten",
  "must not be empty": "darf nicht leer sein",
  "one line of 1 to 500 characters": "eine Zeile mit 1 bis 500 Zeichen",
  "must be an address like anna@example.org": "muss eine Adresse sein wie anna@example.org",
  "the name or address of a mail server, without a port": "Name oder Adresse eines Mailservers, ohne Port",
  "at least one address": "mindestens eine Adresse",
  "at most 20 addresses": "höchstens 20 Adressen",
  "a number, or a name like @backups": "eine Zahl oder ein Name wie @backups",
  "as the BotFather gave it": "so, wie der BotFather es ausgab",
  "must be one line of readable characters": "muss eine Zeile aus lesbaren Zeichen sein",
  "32 bytes as base64url": "32 Bytes als base64url",
  "write a duration like 1y6m14d or 36h": "eine Dauer wie 1y6m14d oder 36h schreiben",
  "a policy needs at least one folder": "eine Richtlinie braucht mindestens einen Ordner",
  "at most 100 folders": "höchstens 100 Ordner",
  "at most 1,000 patterns": "höchstens 1.000 Muster",
  "write a time like 08:30": "eine Uhrzeit wie 08:30 schreiben",
  "choose at least one day": "mindestens einen Tag wählen",
  "a name is needed": "ein Name wird gebraucht",
  "a folder is needed": "ein Ordner wird gebraucht",
  "a password is needed": "ein Passwort wird gebraucht",
  "must be an absolute path": "muss ein vollständiger Pfad sein",
  "must be a URL like https://nas:8000/anna/": "muss eine URL sein wie https://nas:8000/anna/",
  "must not hold a user name or password; they have fields of their own":
    "darf keinen Benutzernamen und kein Passwort enthalten; dafür gibt es eigene Felder",
  "must be a certificate that begins with BEGIN CERTIFICATE":
    "muss ein Zertifikat sein, das mit BEGIN CERTIFICATE beginnt",
  "must be an address like https://s3.example.com:9000, without a path; the bucket has a field of its own":
    "muss eine Adresse sein wie https://s3.example.com:9000, ohne Pfad; für den Bucket gibt es ein eigenes Feld",
  "must not hold . or ..": "darf . und .. nicht enthalten",
  "must be the server's public key: ssh-ed25519 AAAA…, as ssh-keyscan prints it":
    "muss der öffentliche Schlüssel des Servers sein: ssh-ed25519 AAAA…, wie ssh-keyscan ihn ausgibt",
  "must be the name of a bucket": "muss der Name eines Buckets sein",
  "must be a region like eu-central-1": "muss eine Region sein wie eu-central-1",
  "must be a host name or an address": "muss ein Hostname oder eine Adresse sein",
  "must be the name of a user on that server": "muss der Name eines Benutzers auf jenem Server sein",
  "must not begin with ~; leave it out to start at the user's folder":
    "darf nicht mit ~ beginnen; ohne ~ beginnt der Pfad im Ordner des Benutzers",
  "must be b2:bucket:path, azure:container:/path, gs:bucket:/path, swift:container:/path or rclone:remote:path":
    "muss b2:bucket:path, azure:container:/path, gs:bucket:/path, swift:container:/path oder rclone:remote:path sein",
  "must not begin or end with a blank": "darf nicht mit einem Leerzeichen beginnen oder enden",
  "write a period like 15m, 6h or 1d": "einen Zeitraum wie 15m, 6h oder 1d schreiben",
  "must be between one minute and 366 days": "muss zwischen einer Minute und 366 Tagen liegen",
  "a cron expression has five fields: minute hour day month weekday":
    "ein Cron-Ausdruck hat fünf Felder: Minute Stunde Tag Monat Wochentag",
  "give either cron or every": "entweder cron oder every angeben",
  "at least 1 day": "mindestens 1 Tag",
  "at most 36500 days": "höchstens 36500 Tage",
  "at least 1 MiB": "mindestens 1 MiB",
  "at most 1 TiB": "höchstens 1 TiB",
  "at least 4 MiB": "mindestens 4 MiB",
  "at most 128 MiB": "höchstens 128 MiB",
  "a restore in place has no target folder": "eine Wiederherstellung an Ort und Stelle hat keinen Zielordner",
  "must be an absolute path, or begin with {home}, {desktop}, {documents}, {pictures} or {downloads}":
    "muss ein vollständiger Pfad sein oder mit {home}, {desktop}, {documents}, {pictures} oder {downloads} beginnen",
  "must not hold a NUL character": "darf kein NUL-Zeichen enthalten",
  "must not contain ..": "darf .. nicht enthalten",
  "must be the plain name of a file in the machine's hook folder":
    "muss der bloße Name einer Datei im Hook-Ordner des Computers sein",
  "is not a time zone like Europe/Berlin": "ist keine Zeitzone wie Europe/Berlin",
  "is not a time zone like Europe/Berlin that is known here":
    "ist keine Zeitzone wie Europe/Berlin, die hier bekannt ist",
  "Write the full path of a folder, rest:https://nas:8000/name/, s3:https://host/bucket/folder, sftp:user@host:/folder, or a b2:, azure:, gs:, swift: or rclone: location.":
    "Möglich sind der volle Pfad eines Ordners, rest:https://nas:8000/name/, s3:https://host/bucket/folder, sftp:user@host:/folder oder ein Ort mit b2:, azure:, gs:, swift: oder rclone:.",
  '"{location}" is no location that Holdfast knows. {Examples}':
    "„{location}“ ist kein Ort, den Holdfast kennt. {Examples}",
  '"{location}" is no complete location: {field} {Message}. {Examples}':
    "„{location}“ ist unvollständig: {field} {Message}. {Examples}",
  '"rest:{text}" is no address: write rest:https://nas:8000/name/.':
    "„rest:{text}“ ist keine Adresse; so schreiben: rest:https://nas:8000/name/.",
  '"s3:{text}" names no bucket: write s3:https://host/bucket/folder.':
    "„s3:{text}“ nennt keinen Bucket; so schreiben: s3:https://host/bucket/folder.",
  '"sftp:{text}" is no address: write sftp:user@host:/folder.':
    "„sftp:{text}“ ist keine Adresse; so schreiben: sftp:user@host:/folder.",
  '"sftp:{text}" names no user: write sftp://user@host:22//folder.':
    "„sftp:{text}“ nennt keinen Benutzer; so schreiben: sftp://user@host:22//folder.",
  "Holdfast signs in by key at an sftp server, not by password. Leave the password out of the location.":
    "Holdfast meldet sich an einem sftp-Server mit Schlüssel an, nicht mit Passwort. Das Passwort im Ort weglassen.",
};
