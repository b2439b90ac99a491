import { expect, test } from "vitest";
import { fixOf } from "./fix-of.ts";

const run = { repositoryId: "r", policyId: "p", agentId: "a", itemCount: 0, status: "failure" as const };
const failed = (code: "wrong-password" | "source-missing" | "internal") => ({
  ...run,
  failure: { code, message: "" },
});

test("a failure leads to the page on which it is mended", () => {
  expect(fixOf(failed("wrong-password"))).toEqual({
    label: "Enter the password",
    to: "/repositories/r/edit",
  });
  expect(fixOf(failed("source-missing"))?.to).toBe("/policies/p/edit");
  expect(fixOf({ ...failed("source-missing"), policyId: null })).toBeUndefined();
  expect(fixOf(failed("internal"))).toBeUndefined();
});

test("files that could not be read are left out by the policy, and an odd backup is acknowledged at its repository", () => {
  const warned = { ...run, status: "warning" as const, failure: null };

  expect(fixOf({ ...warned, itemCount: 2 })?.to).toBe("/policies/p/edit");
  expect(fixOf(warned)?.to).toBe("/repositories/r");
});
