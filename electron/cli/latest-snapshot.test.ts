import { expect, test } from "vitest";
import { latestSnapshot } from "./latest-snapshot.ts";

const photos = { paths: ["/home/anna/Photos"] };
const documents = { paths: ["/home/anna/Documents", "/etc"] };
const windows = { paths: ["C:\\Users\\anna"] };
const all = [photos, documents, windows];

test("of several policies the latest is that of the named files, not of whatever was saved last", () => {
  expect(latestSnapshot(all, ["/home/anna/Documents/a.txt", "/etc/hosts"])).toBe(documents);
  expect(latestSnapshot(all, ["/C/Users/anna/a.txt"])).toBe(windows);
  expect(latestSnapshot(all, ["/home"])).toBe(photos);
});

test("without a file, or with one that nobody saved, it is the newest of all", () => {
  expect(latestSnapshot(all, [])).toBe(photos);
  expect(latestSnapshot(all, ["/home/anna/Documents2"])).toBe(photos);
  expect(latestSnapshot([], [])).toBeUndefined();
});
