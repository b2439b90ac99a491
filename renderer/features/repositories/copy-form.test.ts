import { expect, test } from "vitest";
import { type CopyForm, canBeCopied, copyFormOf, copyPlanOf } from "./copy-form.ts";

const to = "019ab000-0000-7000-8000-0000000000c1";
type Maintained = Parameters<typeof copyFormOf>[0];
type Copy = Maintained["maintenance"]["copy"];
const formOf = (copy: Copy) => copyFormOf({ maintenance: { copy } } as Maintained);
const planned = (cron: string): Copy => ({
  toRepositoryId: to,
  schedule: { cron, jitterSeconds: 0, catchUp: true },
});

test.each<[CopyForm["often"], string]>([
  ["daily", "30 3 * * *"],
  ["weekly", "30 3 * * 0"],
])("a copy that is made %s is shown as it is planned", (often, cron) => {
  const form = formOf(planned(cron));

  expect(form).toEqual({ toRepositoryId: to, often, time: "03:30" });
  expect(copyPlanOf(form, null)).toEqual(planned(cron));
});

test("a schedule that the form has no words for stays as it is", () => {
  const known = planned("0 5 1 * *");
  const form = formOf(known);

  expect(form.often).toBe("as-it-is");
  expect(copyPlanOf(form, known)).toEqual(known);
});

test("without a copy the form begins with every night", () => {
  expect(formOf(null)).toEqual({ toRepositoryId: "", often: "daily", time: "02:00" });
});

test("a place of any kind is copied and copied to, except one that holds a repository for each machine", () => {
  const copied = (kind: string, perAgent: boolean) => canBeCopied({ kind, perAgent } as Maintained);

  for (const kind of ["fs", "rest-server", "s3", "sftp", "other"])
    expect([copied(kind, false), copied(kind, true)]).toEqual([true, false]);
});
