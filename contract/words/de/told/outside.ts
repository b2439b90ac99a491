/** What zod says where a schema brings no words of its own, words of restic, of the reader of command lines, and numbers with their nouns. */
export const outside = {
  "Too small: expected string to have >={count, number} characters":
    "Zu kurz: mindestens {count, plural, one {# Zeichen} other {# Zeichen}}",
  "Too big: expected string to have <={count, number} characters":
    "Zu lang: höchstens {count, plural, one {# Zeichen} other {# Zeichen}}",
  "Too small: expected number to be >={least, number}": "Zu klein: mindestens {least, number}",
  "Too big: expected number to be <={most, number}": "Zu groß: höchstens {most, number}",
  "Too small: expected array to have >={count, number} items":
    "Zu wenig: mindestens {count, plural, one {# Eintrag} other {# Einträge}}",
  "Too big: expected array to have <={count, number} items":
    "Zu viel: höchstens {count, plural, one {# Eintrag} other {# Einträge}}",
  "Invalid input": "Das passt hier nicht",
  "Invalid URL": "Das ist keine URL",
  "Invalid UUID": "Das ist keine ID",
  "Invalid ISO datetime": "Das ist kein Zeitpunkt in ISO-Form",
  "Invalid email address": "Das ist keine Mailadresse",
  hourly: "stündlicher",
  daily: "täglicher",
  weekly: "wöchentlicher",
  monthly: "monatlicher",
  yearly: "jährlicher",
  "output usage information": "diese Hilfe zeigen",
  "display help for command": "Hilfe zu einem Befehl zeigen",
  "output the version number": "die Version ausgeben",
  "Usage:": "Aufruf:",
  "Arguments:": "Argumente:",
  "Options:": "Optionen:",
  "Global Options:": "Allgemeine Optionen:",
  "Commands:": "Befehle:",
  "1 file": "1 Datei",
  "{count, number} files": "{count} Dateien",
  "1 item": "1 Eintrag",
  "{count, number} items": "{count} Einträge",
  "1 lock": "1 Sperre",
  "{count, number} locks": "{count} Sperren",
};
