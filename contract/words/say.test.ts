import { afterEach, expect, test } from "vitest";
import { tongueOf } from "./language.ts";
import { loadWords } from "./load-words.ts";
import { say, sayParts, speak, spokenLocale } from "./say.ts";

afterEach(() => speak({ language: "en", locale: "en" }, {}));

test("a sentence is English until another language is spoken", async () => {
  const before = say("Back up now");
  await loadWords({ language: "de", locale: "de" });

  const after = say("Back up now");

  expect([before, after]).toEqual(["Back up now", "Jetzt sichern"]);
});

test("numbers, plurals and names stand where the language puts them", () => {
  const sentence = "{count, plural, one {# file} other {# files}} on {hostname}";
  const english = say(sentence, { count: 1_200, hostname: "anna" });
  speak(
    { language: "de", locale: "de-DE" },
    { [sentence]: "{hostname}: {count, plural, one {# Datei} other {# Dateien}}" },
  );

  const german = [1, 12_000].map((count) => say(sentence, { count, hostname: "anna" }));

  expect(english).toBe("1,200 files on anna");
  expect(german).toEqual(["anna: 1 Datei", "anna: 12.000 Dateien"]);
});

test("what is no text comes back as it is", () => {
  const link = { href: "/runs" };

  const parts = sayParts("See {link}.", { link });

  expect(parts).toEqual(["See ", link, "."]);
});

test("the sense of a word is for translators, not for people", () => {
  const shown = say("Restore|noun");

  expect(shown).toBe("Restore");
});

test("a sentence that has no German is said in English", async () => {
  await loadWords({ language: "de", locale: "de" });

  const shown = say("Nobody has translated {what}", { what: "this" });

  expect(shown).toBe("Nobody has translated this");
});

test.each([
  [["de-AT", "en"], undefined, { language: "de", locale: "de-AT" }],
  [["fr-FR", "de"], undefined, { language: "de", locale: "de" }],
  [["de_DE.UTF-8"], undefined, { language: "de", locale: "de-DE" }],
  [["C.UTF-8"], undefined, { language: "en", locale: "en" }],
  [["de-CH", "en-GB"], "en", { language: "en", locale: "en-GB" }],
  [["fr"], "de", { language: "de", locale: "de" }],
  [["de-x-nonsense-that-Intl-refuses!"], undefined, { language: "de", locale: "de" }],
  [[], undefined, { language: "en", locale: "en" }],
] as const)("who prefers %j and chose %j is spoken to in %j", (preferred, chosen, tongue) => {
  const found = tongueOf(preferred, chosen);

  expect(found).toEqual(tongue);
});

test("dates and numbers go with the language", () => {
  speak({ language: "de", locale: "de-CH" }, {});

  const locale = spokenLocale();

  expect(locale).toBe("de-CH");
});
