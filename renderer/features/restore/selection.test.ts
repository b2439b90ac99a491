import { expect, test } from "vitest";
import { commonFolder, coveredBy, hasSomeBelow, togglePath, trail } from "./selection.ts";

test("files of several folders are ticked side by side", () => {
  const selection = togglePath(togglePath([], "/home/a.txt"), "/srv/b.txt");

  expect(selection).toEqual(["/home/a.txt", "/srv/b.txt"]);
});

test("a folder takes the place of what was ticked below it, but not of its namesakes", () => {
  const selection = togglePath(["/home/anna/a.txt", "/home/anna2/b.txt"], "/home/anna");

  expect(selection).toEqual(["/home/anna2/b.txt", "/home/anna"]);
});

test("a file below a ticked folder comes with it", () => {
  const folder = coveredBy(["/home/anna"], "/home/anna/docs/a.txt");

  expect(folder).toBe("/home/anna");
});

test("a folder knows that something below it is ticked", () => {
  const answers = ["/home", "/srv", "/home/anna/a.txt"].map((path) =>
    hasSomeBelow(["/home/anna/a.txt"], path),
  );

  expect(answers).toEqual([true, false, false]);
});

test("a path is a trail of folders", () => {
  const steps = trail("/home/anna");

  expect(steps).toEqual([
    { name: "home", path: "/home" },
    { name: "anna", path: "/home/anna" },
  ]);
});

test("who looks for a file begins in the folder that was backed up", () => {
  expect(commonFolder(["/home/anna/Documents"])).toBe("/home/anna/Documents");
  expect(commonFolder(["/home/anna/Documents", "/home/anna/Pictures"])).toBe("/home/anna");
  expect(commonFolder(["/home/anna", "/home/annabel"])).toBe("/home");
  expect(commonFolder(["/srv", "/etc"])).toBe("/");
  expect(commonFolder(["C:\\Users\\Anna"])).toBe("/");
});
