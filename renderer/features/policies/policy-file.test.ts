import { expect, test } from "vitest";
import { type Policy, policyInput } from "#contract/policies";
import { readPolicyFile, writePolicyFile } from "./policy-file.ts";

const input = policyInput.parse({
  name: "Documents",
  repositoryId: "0198c2de-0000-7000-8000-000000000001",
  include: ["{documents}"],
  perOs: { windows: { include: ["D:\\\\Work"] } },
  conditions: { onBattery: "wait" },
  retention: { keepDaily: 7 },
});
const policy: Policy = {
  ...input,
  id: "0198c2de-0000-7000-8000-000000000003",
  revision: 4,
  repositoryName: "NAS",
  agentCount: 1,
  labels: ["office"],
  createdAt: "2026-11-24T10:00:00.000Z",
  updatedAt: "2026-11-24T10:00:00.000Z",
  managedBy: null,
};

test("a policy that goes through a file is the same, and its repository is chosen anew", () => {
  const read = readPolicyFile(writePolicyFile(policy));

  expect(read).toEqual({ ...input, repositoryId: "", labels: ["office"], repositoryName: "NAS" });
});

test("a file that is something else says what is wrong with it", () => {
  expect(() => readPolicyFile("hello")).toThrow("it is not JSON");
  expect(() => readPolicyFile("{}")).toThrow("holdfastPolicy is not a policy of a version");
});
