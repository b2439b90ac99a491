import { expect, test } from "vitest";
import { pathInSnapshot } from "./path-in-snapshot.ts";

test.each([
  ["/home/anna/a.txt", "/home/anna/a.txt"],
  ["a.txt", "/home/anna/a.txt"],
  ["../ben/", "/home/ben"],
])("on Linux and macOS %s means %s", (path, expected) => {
  expect(pathInSnapshot(path, "/home/anna", "linux")).toBe(expected);
});

test.each([
  ["C:\\Users\\anna", "/C/Users/anna"],
  ["a.txt", "/C/Users/anna/a.txt"],
  ["/C/Users/anna", "/C/Users/anna"],
])("on Windows %s means %s", (path, expected) => {
  expect(pathInSnapshot(path, "C:\\Users\\anna", "win32")).toBe(expected);
});
