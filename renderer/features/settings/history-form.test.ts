import { expect, test } from "vitest";
import { changeSettings, defaultSettings } from "#contract/settings";
import { formErrors } from "../../components/form-errors.ts";
import { draftOf, fieldOf, formOf } from "./history-form.ts";

test("settings that are opened and saved stay what they were", () => {
  expect(draftOf(formOf(defaultSettings))).toEqual(defaultSettings);
});

test("an emptied field says at the field what it needs", () => {
  const form = { ...formOf(defaultSettings), keepRunsDays: "", allMebibytes: "" };

  const errors = formErrors(changeSettings.body, draftOf(form), fieldOf);

  expect(errors).toEqual({ keepRunsDays: "At least 1 day", allMebibytes: "At least 1 MiB" });
});
