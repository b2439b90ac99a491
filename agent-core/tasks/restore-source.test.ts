import { expect, test } from "vitest";
import { restoreSourceOf } from "./restore-source.ts";

test.for([
  [[], "/", []],
  [["/"], "/", []],
  [["/home/anna/a.txt"], "/home/anna", ["/a.txt"]],
  [["/home/anna/a.txt", "/home/anna/docs/"], "/home/anna", ["/a.txt", "/docs"]],
  [["/home/anna/a/b", "/home/anna/c"], "/home/anna", ["/a/b", "/c"]],
  [["/home/anna", "/home/anna/a.txt"], "/home", ["/anna"]],
  [["/home/ann/x", "/home/anna/x"], "/home", ["/ann/x", "/anna/x"]],
  [["/etc/hosts", "/home/x"], "/", ["/etc/hosts", "/home/x"]],
  [["/top"], "/", ["/top"]],
] as const)("%j comes from %s as %j", ([paths, root, includes]) => {
  expect(restoreSourceOf(paths)).toEqual({ root, includes });
});
