import { afterEach, beforeEach, expect, test } from "vitest";
import * as z from "zod";
import { loadWords } from "./load-words.ts";
import { sayAgain, speak } from "./say.ts";
import { toldUpTo } from "./told.ts";

beforeEach(() => loadWords({ language: "de", locale: "de" }));
afterEach(() => speak({ language: "en", locale: "en" }, {}));

test.each([
  ["“NAS” is full.", "„NAS“ ist voll."],
  [
    "No new backup was made. Snapshots that exist already are safe.",
    "Es entstand keine neue Sicherung. Vorhandene Snapshots sind sicher.",
  ],
  [
    "Documents: There is no repository at the place of “NAS”.",
    "Documents: Am Speicherort von „NAS“ ist kein Repository.",
  ],
  [
    "This computer is protected. Last backup 1 h ago. Photos is switched off.",
    "Dieser Computer ist geschützt. Letzte Sicherung vor 1 Stunde. Photos ist ausgeschaltet.",
  ],
  [
    "3 of 7 computers are protected: 2 at risk, 1 late, 1 paused.",
    "3 von 7 Computern sind geschützt: 2 gefährdet, 1 überfällig, 1 pausiert.",
  ],
  [
    "02:30 does not exist on 29 March 2026, when the clocks go forward: it runs at 03:30 instead.",
    "Am 29. März 2026 gibt es 02:30 nicht, weil die Uhren vorgestellt werden: Stattdessen läuft es um 03:30.",
  ],
  [
    "3 computers failed: “NAS” is full.\n- anna (at risk): Documents: “NAS” is full. It was not done.",
    "Fehlgeschlagen: 3 Computer: „NAS“ ist voll.\n- anna (gefährdet): Documents: „NAS“ ist voll. Es wurde nicht ausgeführt.",
  ],
  [
    "name: is taken; schedules.backup.cron: The minute field has 99; use 0 to 59.",
    "name: ist vergeben; schedules.backup.cron: Das Feld „Minute“ hat 99; erlaubt ist 0 bis 59.",
  ],
])("what the core composed is read sentence by sentence: %s", (english, german) => {
  expect(sayAgain(english)).toBe(german);
});

test("a name is not torn apart by its stops, nor translated", () => {
  const shown = sayAgain("Approved by J. Smith.");
  const named = sayAgain("just now is late. Last good backup: just now.");

  expect(shown).toBe("Von J. Smith zugelassen.");
  expect(named).toBe("just now ist überfällig. Letzte gute Sicherung: gerade eben.");
});

test("what nobody knows stays, between what is known", () => {
  const shown = sayAgain("Stopped. rclone: quota of drive exceeded. Nothing was changed.");

  expect(shown).toBe("Angehalten. rclone: quota of drive exceeded. Nichts wurde geändert.");
});

test("a reply is in the language of who reads it, in the limits of what was sent", () => {
  const sentence = "This computer is protected. Last backup just now.";

  const reply = z.object({ sentence: toldUpTo(sentence.length) }).parse({ sentence });

  expect(reply.sentence).toBe("Dieser Computer ist geschützt. Letzte Sicherung gerade eben.");
});

test.each([
  `${"Retention of this repository is frozen: ".repeat(40)}${"x. Look at it on the repository's page, then acknowledge it. ".repeat(40)}`,
  "a: b, c; d. , and ".repeat(300),
  `${"Exclusion ".repeat(200)}x${" is written wrongly: restic does not take it, so nothing was backed up.".repeat(40)}`,
])("a text that is made to be ambiguous costs no more than a moment: %.30s", (hostile) => {
  const began = performance.now();

  sayAgain(hostile.slice(0, 4_000));

  expect(performance.now() - began).toBeLessThan(5_000);
});

test("a long report is read to its last line", () => {
  const line = "- anna (at risk): Documents: “NAS” is full. It was not done.\n";

  const shown = sayAgain(`${line.repeat(100)}… and 7 more`).split("\n");

  expect(shown).toHaveLength(101);
  expect(new Set(shown)).toEqual(
    new Set(["- anna (gefährdet): Documents: „NAS“ ist voll. Es wurde nicht ausgeführt.", "… und 7 weitere"]),
  );
});
