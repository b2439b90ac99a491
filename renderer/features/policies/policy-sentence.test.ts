import { expect, test } from "vitest";
import { newPolicyForm } from "./policy-form.ts";
import { policySentence } from "./policy-sentence.ts";

const form = newPolicyForm("", []);

test("a policy reads as one sentence", () => {
  const sentence = policySentence({ ...form, include: ["{documents}", "/srv/www"] }, "NAS", ["anna-pc"]);

  expect(sentence).toBe("Backs up Documents and /srv/www of anna-pc to NAS, every hour.");
});

test("many machines are counted, and what is missing is said", () => {
  const sentence = policySentence(form, undefined, ["a", "b", "c", "d"]);

  expect(sentence).toBe("Backs up nothing yet of 4 machines to a repository still to be chosen, every hour.");
});

test("a policy that is switched off says so", () => {
  const sentence = policySentence({ ...form, include: ["{home}"], enabled: false }, "NAS", []);

  expect(sentence).toBe(
    "Backs up the home folder of no machine to NAS, every hour. It is switched off: nothing runs.",
  );
});
