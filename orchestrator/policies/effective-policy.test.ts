import { expect, test } from "vitest";
import { policyInput } from "#contract/policies";
import { effectiveFolders, sourcesOf } from "./effective-policy.ts";

const policy = policyInput.parse({
  name: "Documents",
  repositoryId: "0193a0c4-8b1e-7000-8000-000000000001",
  include: ["{documents}", "{home}/Projects"],
  optionalPaths: ["{documents}"],
  exclude: ["*.tmp"],
  perOs: {
    windows: { include: ["{home}/Documents", "D:\\Data"], exclude: ["Thumbs.db", "*.tmp"] },
    darwin: { exclude: [".DS_Store"], optionalPaths: ["/Volumes/Disk"] },
  },
});

test("a machine of a system without a block follows the policy as it is", () => {
  expect(effectiveFolders(policy, "linux")).toEqual({
    include: ["{documents}", "{home}/Projects"],
    optionalPaths: ["{documents}"],
    exclude: ["*.tmp"],
  });
});

test("folders of a block replace the general ones, patterns and optional folders are added once", () => {
  expect(effectiveFolders(policy, "windows")).toMatchObject({
    include: ["{home}/Documents", "D:\\Data"],
    exclude: ["*.tmp", "Thumbs.db"],
  });
  expect(effectiveFolders(policy, "darwin")).toEqual({
    include: ["{documents}", "{home}/Projects"],
    optionalPaths: ["{documents}", "/Volumes/Disk"],
    exclude: ["*.tmp", ".DS_Store"],
  });
});

test("each value says where it comes from, and where it is on the machine", () => {
  const folders = { home: "C:\\Users\\anna" };

  expect(sourcesOf(policy, { os: "windows", folders }).include).toEqual([
    { value: "{home}/Documents", resolved: "C:\\Users\\anna\\Documents", source: "perOs" },
    { value: "D:\\Data", resolved: "D:\\Data", source: "perOs" },
  ]);
});

test("a place that the machine has not told stays unresolved", () => {
  expect(sourcesOf(policy, { os: "linux", folders: { home: "/home/anna" } }).include).toEqual([
    { value: "{documents}", resolved: null, source: "policy" },
    { value: "{home}/Projects", resolved: "/home/anna/Projects", source: "policy" },
  ]);
});
