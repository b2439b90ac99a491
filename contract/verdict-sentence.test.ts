import { afterEach, expect, test } from "vitest";
import { verdictSentence } from "./verdict-sentence.ts";
import { loadWords } from "./words/load-words.ts";
import { speak } from "./words/say.ts";

afterEach(() => speak({ language: "en", locale: "en" }, {}));

const counts = { protected: 0, late: 0, "at-risk": 0, never: 0, paused: 0 };
const verdict = { state: "late", sentence: "Documents is late. Last good backup: 3 days ago." } as const;

test("in English the core's own sentence is said", () => {
  const words = verdictSentence({ verdict, counts: { ...counts, late: 1 } });

  expect(words).toBe(verdict.sentence);
});

test.each([
  [{ late: 1 }, "Eine Sicherung dieses Computers ist überfällig."],
  [{ late: 1, protected: 1 }, "1 von 2 Computern ist geschützt: 1 überfällig."],
  [{ late: 1, protected: 3 }, "3 von 4 Computern sind geschützt: 1 überfällig."],
  [{ protected: 24 }, "Alle 24 Computer sind geschützt."],
])("in German %j reads: %s", async (found, sentence) => {
  await loadWords({ language: "de", locale: "de" });

  const words = verdictSentence({ verdict, counts: { ...counts, ...found } });

  expect(words).toBe(sentence);
});
