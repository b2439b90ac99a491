import { expect, test } from "vitest";
import { isSamePlace, parseLocation } from "./location.ts";

const HOME = "/home/anna";

test.each([
  ["/mnt/disk/backup", "/mnt/disk/backup"],
  ["/mnt/disk/backup/", "/mnt/disk/backup"],
  ["~/backup", "/home/anna/backup"],
])("%s is a folder", (text, path) => {
  expect(parseLocation(text, HOME)).toEqual({
    place: { kind: "fs", path },
    credentials: undefined,
    suggestedName: "backup",
  });
});

test("user and password of a rest-server leave its URL", () => {
  const location = parseLocation("rest:https://anna:p%40ss@nas:8000/anna", HOME);

  expect(location).toEqual({
    place: { kind: "rest-server", url: "https://nas:8000/anna/", username: "anna" },
    credentials: { username: "anna", password: "p@ss" },
    suggestedName: "anna on nas",
  });
});

test.each(["backup", "./backup", "ftp://host/x", "sftp:host:/x", "rest:nas", "rest:ftp://nas/"])(
  "%s is refused",
  (text) => {
    expect(() => parseLocation(text, HOME)).toThrow();
  },
);

test("the slash at the end of a URL makes no other place", () => {
  const one = parseLocation("rest:http://nas:8000/a", HOME).place;
  const other = parseLocation("rest:http://nas:8000/a/", HOME).place;

  expect(isSamePlace(one, other)).toBe(true);
  expect(isSamePlace(one, { kind: "fs", path: "/a" })).toBe(false);
});
