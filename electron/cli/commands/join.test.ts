import { afterEach, expect, test } from "vitest";
import { loadWords } from "#contract/words/load-words";
import { sayAgain, speak } from "#contract/words/say";
import { untoldOf } from "./join.ts";

afterEach(() => speak({ language: "en", locale: "en" }, {}));

const ENDED =
  "admin ended following nas.home: the policies that it managed here are gone. Policies of this computer's own go on, and snapshots stay where they are.";

test.each(["en", "de"] as const)(
  "whoever leaves learns in %s that nobody was told of it, and only then",
  async (language) => {
    await loadWords({ language, locale: language });
    const untold = "nas.home could not be told: remove this computer there too.";

    const said = untoldOf({ name: "nas.home", problem: sayAgain(`${ENDED} ${untold}`) });

    expect(said).toBe(sayAgain(untold));
    expect(said === untold).toBe(language === "en");
    expect(untoldOf({ name: "nas.home", problem: sayAgain(ENDED) })).toBeUndefined();
  },
);
