import { expect, test } from "vitest";
import { repositoryPlace } from "./repository-place.ts";

const s3 = { kind: "s3", endpoint: "https://minio:9000", bucket: "bucket" };
const sftp = { kind: "sftp", host: "nas", user: "anna", path: "backup" };

test.each([
  [s3],
  [{ ...s3, endpoint: "[::1]:9000", prefix: "my folder/x" }],
  [{ ...s3, endpoint: "s3.amazonaws.com/" }],
  [sftp],
  [{ kind: "fs", path: "/mnt/Ärger 😀" }],
])("%o is a place", (place) => {
  expect(repositoryPlace.safeParse(place).success).toBe(true);
});

test.each([
  ["endpoint", { ...s3, endpoint: "[.D...B]:2298/" }],
  ["endpoint", { ...s3, endpoint: "minio:99999" }],
  ["prefix", { ...s3, prefix: "half of a pair \ud83d" }],
  ["path", { ...sftp, path: "two\nlines" }],
  ["path", { ...sftp, path: "\udc00" }],
  ["path", { kind: "fs", path: "/mnt/\ud83d" }],
  ["username", { kind: "rest-server", url: "https://nas/", username: "anna\ud83d" }],
])("a wrong %s in %o is named", (field, place) => {
  expect(repositoryPlace.safeParse(place).error?.issues).toMatchObject([{ path: [field] }]);
});
