import { expect, test } from "vitest";
import { newPolicyForm } from "./policy-form.ts";
import { policySentence } from "./policy-sentence.ts";

const form = newPolicyForm("", []);

test("a policy reads as one sentence", () => {
  const sentence = policySentence({ ...form, include: ["{documents}", "/srv/www"] }, "NAS", ["anna-pc"]);

  expect(sentence).toBe(
    "Backs up Documents and /srv/www of anna-pc to NAS, every hour. Keeps 24 hourly, 7 daily, 5 weekly, and 12 monthly.",
  );
});

test("many machines are counted, and what is missing is said", () => {
  const sentence = policySentence(form, undefined, ["a", "b", "c", "d"]);

  expect(sentence).toBe(
    "Backs up nothing yet of 4 machines to a repository still to be chosen, every hour. Keeps 24 hourly, 7 daily, 5 weekly, and 12 monthly.",
  );
});

test("a policy that is switched off says so", () => {
  const sentence = policySentence({ ...form, include: ["{home}"], enabled: false }, "NAS", []);

  expect(sentence).toBe(
    "Backs up the home folder of no machine to NAS, every hour. Keeps 24 hourly, 7 daily, 5 weekly, and 12 monthly. It is switched off: nothing runs.",
  );
});

test("labels, conditions and hours are part of the sentence", () => {
  const sentence = policySentence(
    {
      ...form,
      include: ["{documents}"],
      labels: ["office"],
      retention: { ...form.retention, keepHourly: "", keepDaily: "", keepWeekly: "", keepMonthly: "" },
      conditions: {
        waitsOnBattery: true,
        waitsOnMetered: false,
        windows: [{ days: [1], from: "20:00", to: "06:00" }],
        latestStartHours: "",
      },
    },
    "NAS",
    [],
  );

  expect(sentence).toBe(
    "Backs up Documents of every machine with the label office to NAS, every hour, not on battery and only from 20:00 to 06:00. Keeps every snapshot.",
  );
});
