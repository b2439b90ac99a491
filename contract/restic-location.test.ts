import { expect, test } from "vitest";
import { parseResticLocation } from "./restic-location.ts";

test.each([
  ["/mnt/disk/backup", { kind: "fs", path: "/mnt/disk/backup" }],
  [" /mnt/my disk ", { kind: "fs", path: "/mnt/my disk" }],
  ["local:/srv/restic", { kind: "fs", path: "/srv/restic" }],
  ["D:\\Backup", { kind: "fs", path: "D:\\Backup" }],
  ["\\\\nas\\backup", { kind: "fs", path: "\\\\nas\\backup" }],
  ["rest:https://nas:8000/anna", { kind: "rest-server", url: "https://nas:8000/anna/" }],
  ["rest:http://[::1]:8000/", { kind: "rest-server", url: "http://[::1]:8000/" }],
  ["s3:https://minio:9000/bucket", { kind: "s3", endpoint: "https://minio:9000", bucket: "bucket" }],
  [
    "s3:https://minio:9000/bucket/my%20folder/x/",
    { kind: "s3", endpoint: "https://minio:9000", bucket: "bucket", prefix: "my folder/x" },
  ],
  ["s3:s3.amazonaws.com/bucket", { kind: "s3", endpoint: "https://s3.amazonaws.com", bucket: "bucket" }],
  ["s3://host:9000/bucket/x", { kind: "s3", endpoint: "https://host:9000", bucket: "bucket", prefix: "x" }],
  ["s3:http://host/bucket", { kind: "s3", endpoint: "http://host", bucket: "bucket" }],
  ["sftp:anna@nas:/srv/restic", { kind: "sftp", host: "nas", user: "anna", path: "/srv/restic" }],
  ["sftp:anna@nas:restic", { kind: "sftp", host: "nas", user: "anna", path: "restic" }],
  ["sftp:anna@[fe80::1]:/x", { kind: "sftp", host: "fe80::1", user: "anna", path: "/x" }],
  ["sftp://anna@nas:2222//srv/x", { kind: "sftp", host: "nas", port: 2222, user: "anna", path: "/srv/x" }],
  ["sftp://anna@nas/my%20x", { kind: "sftp", host: "nas", user: "anna", path: "my x" }],
  ["b2:bucket:folder", { kind: "other", location: "b2:bucket:folder" }],
  ["AZURE:container:/", { kind: "other", location: "azure:container:/" }],
  ["rclone:my drive:backup", { kind: "other", location: "rclone:my drive:backup" }],
])("%s is a place", (text, place) => {
  expect(parseResticLocation(text)).toEqual({ place, credentials: undefined });
});

test("a sign-in leaves the location and becomes fields of its own", () => {
  expect(parseResticLocation("rest:https://anna:p%40ss:x@nas:8000/anna")).toEqual({
    place: { kind: "rest-server", url: "https://nas:8000/anna/", username: "anna" },
    credentials: { username: "anna", password: "p@ss:x" },
  });
  expect(parseResticLocation("s3:https://KEY:SEC%2FRET@minio/bucket")).toEqual({
    place: { kind: "s3", endpoint: "https://minio", bucket: "bucket" },
    credentials: { accessKeyId: "KEY", secretAccessKey: "SEC/RET" },
  });
});

test.each([
  "",
  "backup",
  "./backup",
  "ftp:host:/x",
  "rest:nas",
  "rest:ftp://nas/",
  "s3:https://minio",
  "sftp:nas:/x",
  "sftp:-oProxyCommand=x@nas:/x",
  "sftp:anna@-oProxyCommand=x:/x",
  "sftp://anna:secret@nas//x",
  "rclone::sftp,ssh=touch:/x",
  "rclone:sftp,ssh=touch:x",
  "b2:",
  "s3:https://minio/bucket/../other",
])("%s is refused in words", (text) => {
  const parsed = parseResticLocation(text);

  expect(parsed).toHaveProperty("problem");
});

test("what is refused is shown without the secrets in it", () => {
  const texts = ["rest:ftp://anna:geheim@nas/", "s3:https://KEY:geheim@minio", "ftp://anna:geheim@host/x"];

  for (const text of texts) expect(JSON.stringify(parseResticLocation(text))).not.toContain("geheim");
});
