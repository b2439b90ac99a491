import { expect, test } from "vitest";
import { locationOf, placeKey } from "./location.ts";

const fs = (path: string) => ({ kind: "fs", path }) as const;
const rest = (url: string) => ({ kind: "rest-server", url }) as const;

test.each([
  [fs("/mnt/backup/"), "/mnt/backup"],
  [fs("/"), "/"],
  [fs("D:\\Backup\\"), "D:\\Backup"],
  [fs("D:\\"), "D:\\"],
  [fs("\\\\nas\\backup\\"), "\\\\nas\\backup"],
  [rest("https://nas:8000/anna"), "rest:https://nas:8000/anna/"],
  [rest("http://NAS/anna/"), "rest:http://nas/anna/"],
  [rest("http://127.0.0.1:8000"), "rest:http://127.0.0.1:8000/"],
  [rest("https://nas/with blank"), "rest:https://nas/with%20blank/"],
])("%o is %s for restic", (place, location) => {
  expect(locationOf(place)).toBe(location);
});

test.each([
  [fs("/mnt/backup"), fs("/mnt//./backup/")],
  [fs("D:\\Backup\\Anna"), fs("d:/backup/anna/")],
  [fs("\\\\nas\\backup"), fs("\\\\NAS\\Backup\\")],
  [rest("https://nas/anna"), rest("https://NAS:443//anna/")],
  [rest("https://nas/a%6Ena/"), rest("https://nas/anna")],
  [rest("http://nas:8000/anna"), rest("https://nas:8000/anna/")],
])("%o and %o are one place", (one, other) => {
  expect(placeKey(one)).toBe(placeKey(other));
});

test.each([
  [fs("/mnt/backup"), fs("/mnt/Backup")],
  [fs("/mnt/backup"), fs("/mnt/backup/anna")],
  [fs("D:\\nas\\backup"), fs("\\\\nas\\backup")],
  [rest("https://nas:8000/anna"), rest("https://nas:8000/otto")],
  [rest("https://nas:8000/anna"), rest("https://nas:8001/anna")],
])("%o and %o are two places", (one, other) => {
  expect(placeKey(one)).not.toBe(placeKey(other));
});
