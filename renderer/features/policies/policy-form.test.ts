import { expect, test } from "vitest";
import { type Policy, policyInput } from "#contract/policies";
import { newPolicyForm, policyDraft, policyFormOf } from "./policy-form.ts";
import { policyErrors } from "./policy-form-errors.ts";

const repositoryId = "0198c2de-0000-7000-8000-000000000001";
const agentId = "0198c2de-0000-7000-8000-000000000002";

const input = policyInput.parse({
  name: "Documents",
  repositoryId,
  include: ["/home/anna", "/mnt/stick"],
  optionalPaths: ["/mnt/stick"],
  exclude: ["*.iso", "/home/anna/tmp"],
  excludeOptions: { ifPresent: [".nobackup"], largerThanBytes: 5_000 },
  schedules: {
    backup: { cron: "0 20 * * 1,3", timeZone: "Europe/Berlin", jitterSeconds: 600, catchUp: false },
  },
  retention: { keepDaily: 7, keepWithin: "1y" },
  limits: { bandwidthUpKiBps: 2_000 },
  profile: "server",
  conditions: {
    onBattery: "wait",
    windows: [{ days: [1, 2], from: "20:00", to: "06:00" }],
    latestStartSeconds: 7_200,
  },
  perOs: { windows: { include: ["D:\\Work"], exclude: [] }, darwin: { exclude: ["*.dmg"] } },
});
const policy: Policy = {
  ...input,
  id: "0198c2de-0000-7000-8000-000000000003",
  revision: 4,
  repositoryName: "NAS",
  agentCount: 1,
  labels: [],
  createdAt: "2026-11-24T10:00:00.000Z",
  updatedAt: "2026-11-24T10:00:00.000Z",
  managedBy: null,
};

test("a policy that is opened and saved without a change stays what it was", () => {
  const form = policyFormOf(policy, [agentId]);

  expect(policyInput.parse(policyDraft(form, policy))).toEqual(input);
});

test("files that programs hold open are saved when somebody wants it, and no more when nobody does", () => {
  const wanted = { ...policyFormOf(policy, []), useFsSnapshot: true };
  const saved = policyInput.parse(policyDraft(wanted, policy));

  expect(saved).toEqual({ ...input, useFsSnapshot: true });
  const unwanted = { ...policyFormOf(saved, []), useFsSnapshot: false };
  expect(policyDraft(unwanted, saved).useFsSnapshot).toBe(false);
});

test("a new policy needs a name, a folder and a repository", () => {
  const errors = policyErrors(newPolicyForm("", [agentId]));

  expect(Object.keys(errors).sort()).toEqual(["include.0", "name", "repositoryId"]);
});

test("a cron expression that cannot be read is shown beside the schedule", () => {
  const form = { ...policyFormOf(policy, []), rhythm: { kind: "cron" as const, cron: "every day" } };

  const errors = policyErrors(form);

  expect(errors["rhythm"]).toContain("five fields");
});

test("a folder that was removed is not kept as one that may be missing", () => {
  const form = { ...policyFormOf(policy, []), include: ["/home/anna"] };

  expect(policyDraft(form, policy).optionalPaths).toEqual([]);
});

test("folders of one system and conditions are written as the form shows them", () => {
  const form = {
    ...newPolicyForm(repositoryId, []),
    name: "Documents",
    include: ["{documents}"],
    systems: {
      linux: { include: "", optionalPaths: "", exclude: "" },
      darwin: { include: "", optionalPaths: "", exclude: "*.dmg\n" },
      windows: { include: "D:\\Work", optionalPaths: "", exclude: "" },
    },
    conditions: { waitsOnBattery: true, waitsOnMetered: false, windows: [], latestStartHours: 2 as const },
  };

  expect(policyDraft(form)).toMatchObject({
    perOs: { darwin: { exclude: ["*.dmg"] }, windows: { include: ["D:\\Work"] } },
    conditions: { onBattery: "wait", latestStartSeconds: 7_200 },
  });
});

test("a folder of one system that cannot be is shown at its field", () => {
  const form = newPolicyForm(repositoryId, []);
  const errors = policyErrors({
    ...form,
    systems: { ...form.systems, linux: { include: "home", optionalPaths: "", exclude: "" } },
  });

  expect(errors["systems.linux.include"]).toContain("Must be an absolute path");
});
