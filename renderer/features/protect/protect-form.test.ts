import { expect, test } from "vitest";
import { policyInput } from "#contract/policies";
import { emptyPlace } from "../../components/place/place-form.ts";
import { emptyProtectForm, policyToMake, protectErrors, repositoryToMake } from "./protect-form.ts";

const filled = {
  ...emptyProtectForm("new-secret"),
  include: ["/home/anna"],
  place: { ...emptyPlace, path: "/mnt/usb/Holdfast" },
};

test("a folder and a place are all that is asked for", () => {
  const errors = protectErrors(filled);

  expect(errors).toEqual({});
});

test("an empty form names both faults", () => {
  const errors = protectErrors(emptyProtectForm("new-secret"));

  expect(Object.keys(errors).sort()).toEqual(["include.0", "path"]);
});

test("a repository that is there already is opened with the password that was typed", () => {
  const draft = repositoryToMake({ ...filled, hasPassword: true, knownPassword: "old-secret" });

  expect(draft).toMatchObject({ name: "Holdfast", password: "old-secret" });
});

test("the policy runs each hour", () => {
  const policy = policyInput.parse(policyToMake(filled, "My files", "0198c2de-0000-7000-8000-000000000000"));

  expect(policy.schedules.backup?.cron).toBe("0 * * * *");
});
