import { expect, test } from "vitest";
import { type Choice, type Place, viewOf } from "./folder-choice.ts";

const anna: Place = {
  style: "unix",
  tokens: new Map([
    ["home", "/home/anna"],
    ["documents", "/home/anna/Documents"],
  ]),
};
const windows: Place = { style: "windows", tokens: new Map([["home", "C:\\Users\\anna"]]) };

const ticks = (choice: Choice, place: Place, ...paths: string[]) =>
  paths.map((path) => viewOf(choice, place).tickOf(path).state);

test("a folder is ticked with all in it, and those around it are ticked in part", () => {
  const choice = { include: ["{documents}", "/srv/www"], exclude: [] };

  expect(
    ticks(
      choice,
      anna,
      "/home/anna/Documents",
      "/home/anna/Documents/Taxes",
      "/home/anna",
      "/",
      "/srv/www2",
      "/etc",
    ),
  ).toEqual(["yes", "yes", "some", "some", "no", "no"]);
});

test("unticking inside a chosen folder leaves it out, and ticking it again takes that back", () => {
  const whole = { include: ["{documents}"], exclude: ["*.iso"] };
  const odd = "/home/anna/Documents/a [1]*";

  const less = viewOf(whole, anna).toggle(odd);

  expect(less).toEqual({ include: ["{documents}"], exclude: ["*.iso", "/home/anna/Documents/a \\[1\\]\\*"] });
  expect(ticks(less, anna, odd, `${odd}/x`, "/home/anna/Documents")).toEqual(["no", "no", "some"]);
  expect(viewOf(less, anna).toggle(odd)).toEqual(whole);
  expect(viewOf(less, anna).toggle("/home/anna/Documents")).toEqual(whole);
});

test("a place that has a name everywhere is written by it, and takes the place of what was chosen inside", () => {
  const inside = { include: ["", "/home/anna/Documents/Taxes", "/srv"], exclude: [] };

  const all = viewOf(inside, anna).toggle("/home/anna/Documents");

  expect(all).toEqual({ include: ["/srv", "{documents}"], exclude: [] });
  expect(viewOf(all, anna).toggle("/home/anna/Documents")).toEqual({ include: ["/srv"], exclude: [] });
});

test("unticking a whole folder also forgets what was left out in it", () => {
  const choice = { include: ["/srv"], exclude: ["/srv/cache", "*.tmp"] };

  const mended = viewOf(choice, anna).toggle("/srv");
  expect(mended).toEqual({ include: ["/srv"], exclude: ["*.tmp"] });
  expect(viewOf(mended, anna).toggle("/srv")).toEqual({ include: [], exclude: ["*.tmp"] });
});

test("what another pattern leaves out names it, for ticking does not bring it back", () => {
  const choice = { include: ["/srv"], exclude: ["node_modules", "/srv/a"] };

  expect(viewOf(choice, anna).tickOf("/srv/x/node_modules")).toEqual({
    state: "no",
    leftOutBy: "node_modules",
  });
  expect(viewOf(choice, anna).tickOf("/srv/a/b")).toEqual({ state: "no", leftOutBy: "/srv/a" });
  expect(viewOf(choice, anna).tickOf("/srv/a")).toEqual({ state: "no" });
});

test("what adds up counts nothing twice", () => {
  const include = ["{home}", "{documents}", "/home/anna/", "/srv", "{pictures}"];
  const exclude = ["/srv/cache", "/srv/cache/deep", "/opt/else", "*.iso", "/srv/*.bak"];

  expect(viewOf({ include, exclude }, anna).parts()).toEqual({
    whole: ["/home/anna", "/srv"],
    without: ["/srv/cache"],
  });
});

test("on Windows the same goes with its own paths", () => {
  const choice = viewOf({ include: [], exclude: [] }, windows).toggle("D:\\");
  const less = viewOf(choice, windows).toggle("D:\\[old]");

  expect(less).toEqual({ include: ["D:\\"], exclude: ["D:\\[old]"] });
  expect(
    ticks({ include: ["{home}/Work"], exclude: [] }, windows, "C:\\Users\\anna\\Work\\x", "C:\\"),
  ).toEqual(["yes", "some"]);
});
