import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { parseLocation } from "./location.ts";
import { withSignIn } from "./sign-in.ts";

const folder = mkdtempSync(join(tmpdir(), "holdfast-sign-in-"));
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}
const at = (location: string) => parseLocation(location, "/home/anna");

test("keys come from the environment by restic's names, and only those of this kind", () => {
  const environment = {
    AWS_ACCESS_KEY_ID: "KEY",
    AWS_SECRET_ACCESS_KEY: "SECRET",
    RESTIC_REST_PASSWORD: "other",
    B2_ACCOUNT_ID: "b2",
  };

  expect(withSignIn(at("s3:https://minio/bucket"), {}, environment).credentials).toEqual({
    accessKeyId: "KEY",
    secretAccessKey: "SECRET",
  });
  expect(withSignIn(at("b2:bucket:x"), {}, environment).credentials).toEqual({
    environment: { B2_ACCOUNT_ID: "b2" },
  });
  expect(withSignIn(at("/mnt/backup"), {}, environment).credentials).toBeUndefined();
});

test("a file of names and values takes the place of the environment", () => {
  const credentialsFile = file(
    "keys",
    'export AWS_ACCESS_KEY_ID="FILE"\n# more\nAWS_SECRET_ACCESS_KEY=a=b\n',
  );

  const { credentials } = withSignIn(
    at("s3:https://minio/bucket"),
    { credentialsFile },
    { AWS_SESSION_TOKEN: "x" },
  );

  expect(credentials).toEqual({ accessKeyId: "FILE", secretAccessKey: "a=b" });
});

test("an sftp server gets its keys from files", () => {
  const options = { sshKey: file("key", "PRIVATE"), hostKey: file("host", "ssh-ed25519 AAAA host\n") };

  expect(withSignIn(at("sftp:anna@nas:/x"), options, {})).toMatchObject({
    place: { kind: "sftp", host: "nas", hostKey: "ssh-ed25519 AAAA host" },
    credentials: { privateKey: "PRIVATE" },
  });
});

test("a file that is not there is named", () => {
  expect(() => withSignIn(at("sftp:anna@nas:/x"), { sshKey: join(folder, "gone") }, {})).toThrow(
    /gone.*ENOENT/,
  );
});
