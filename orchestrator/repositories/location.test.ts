import { expect, test } from "vitest";
import { parseResticLocation } from "#contract/restic-location";
import { locationOf, placeKey, placeWithin } from "./location.ts";

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

const s3 = (more: object) =>
  ({ kind: "s3", endpoint: "https://minio:9000", bucket: "bucket", ...more }) as const;
const sftp = (more: object) =>
  ({ kind: "sftp", host: "nas", user: "anna", path: "/srv/x", ...more }) as const;
const other = (location: string) => ({ kind: "other", location }) as const;
const MACHINE = "0193c0de-0000-7000-8000-000000000001";

test.each([
  [s3({}), "s3:https://minio:9000/bucket"],
  [s3({ prefix: "/a folder//desk/" }), "s3:https://minio:9000/bucket/a%20folder/desk"],
  [s3({ endpoint: "s3.amazonaws.com" }), "s3:https://s3.amazonaws.com/bucket"],
  [sftp({}), "sftp://anna@nas:22//srv/x"],
  [sftp({ port: 2222, path: "my files" }), "sftp://anna@nas:2222/my%20files"],
  [sftp({ host: "fe80::1" }), "sftp://anna@[fe80::1]:22//srv/x"],
  [other("b2:bucket:x"), "b2:bucket:x"],
])("%o is %s for restic, and is read back as the same place", (place, location) => {
  const parsed = parseResticLocation(locationOf(place));

  expect(locationOf(place)).toBe(location);
  expect("place" in parsed && placeKey(parsed.place)).toBe(placeKey(place));
});

test.each([
  [fs("/mnt/backup/"), `/mnt/backup/${MACHINE}`],
  [fs("D:\\Backup"), `D:\\Backup\\${MACHINE}`],
  [rest("https://nas:8000/fleet"), `rest:https://nas:8000/fleet/${MACHINE}/`],
  [s3({ prefix: "fleet/" }), `s3:https://minio:9000/bucket/fleet/${MACHINE}`],
  [s3({}), `s3:https://minio:9000/bucket/${MACHINE}`],
  [sftp({}), `sftp://anna@nas:22//srv/x/${MACHINE}`],
  [other("b2:bucket"), `b2:bucket:/${MACHINE}`],
  [other("rclone:drive:x/"), `rclone:drive:x/${MACHINE}`],
])("one machine's own place within %o is %s", (place, location) => {
  expect(locationOf(placeWithin(place, MACHINE))).toBe(location);
});
