/** Joining without a code, on both sides. */
export const joining = {
  "or with a join code": "oder mit einem Beitrittscode",
  "Another computer looks after this one": "Ein anderer Computer kümmert sich um diesen",
  "On the same network: without a code": "Im selben Netzwerk: ohne Code",
  "Be found for 10 minutes": "10 Minuten lang auffindbar sein",
  "Be found no longer": "Nicht mehr auffindbar sein",
  "On the other computer open Settings, “This computer”, and press “Look on this network”, or say holdfast join --discover. This one can be found; that ends {when}.":
    "Öffnen Sie auf dem anderen Computer Einstellungen, „Dieser Computer“, und drücken Sie „In diesem Netzwerk suchen“, oder geben Sie dort holdfast join --discover ein. Dieser hier ist auffindbar; das endet {when}.",
  "{system}, at {address}": "{system}, unter {address}",
  "Let in. It joins when somebody there says yes as well.":
    "Zugelassen. Er tritt bei, sobald auch dort jemand Ja sagt.",
  "Let it in only if that computer shows the same six digits. Others mean that somebody is in between.":
    "Lassen Sie ihn nur zu, wenn jener Computer dieselben sechs Ziffern zeigt. Andere bedeuten, dass jemand dazwischen sitzt.",
  "It shows the same: let it in": "Er zeigt dieselben: zulassen",
  "They differ": "Sie sind verschieden",
  "Nobody was looked for": "Es wurde nicht gesucht",
  "The other computer is in the same network? Then it goes without a code.":
    "Der andere Computer ist im selben Netzwerk? Dann geht es ohne Code.",
  "Look on this network": "In diesem Netzwerk suchen",
  "Nobody lets themselves be found. Open “Add a computer” on the other Holdfast, press “Be found for 10 minutes”, and look again.":
    "Niemand ist auffindbar. Öffnen Sie „Computer hinzufügen“ im anderen Holdfast, drücken Sie „10 Minuten lang auffindbar sein“ und suchen Sie noch einmal.",
  "{name} shows six digits as well. Look at its screen: are they these?":
    "{name} zeigt ebenfalls sechs Ziffern. Sehen Sie dort auf den Bildschirm: Sind es diese?",
  "Waiting until somebody at {name} says so too.": "Es wird gewartet, bis auch bei {name} jemand Ja sagt.",
  "Say yes only if you see them there: whoever this computer joins can read and overwrite its files. Until then they have only learned its name.":
    "Sagen Sie nur Ja, wenn Sie sie dort sehen: Wem dieser Computer beitritt, der kann seine Dateien lesen und überschreiben. Bis dahin ist dort nur sein Name bekannt.",
  "The same digits are shown there": "Dort stehen dieselben Ziffern",
} satisfies Record<string, string>;
