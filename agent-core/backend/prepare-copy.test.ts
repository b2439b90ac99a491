import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { RepositoryAccess } from "#contract/repository";
import { prepareCopy } from "./prepare-copy.ts";

const NAS_CA = "-----BEGIN CERTIFICATE-----\nnas\n-----END CERTIFICATE-----";
const HOST_KEY = `ssh-ed25519 ${"A".repeat(68)}`;

let tmpDir: string;
beforeEach(async () => {
  tmpDir = await mkdtemp(join(tmpdir(), "holdfast-copy-"));
});
afterEach(() => rm(tmpDir, { recursive: true }));

type Details = Omit<Partial<RepositoryAccess>, "credentials"> & {
  credentials?: Partial<RepositoryAccess["credentials"]>;
};
const at = (
  kind: RepositoryAccess["kind"],
  location: string,
  { credentials, ...details }: Details = {},
): RepositoryAccess => ({
  id: "019ab000-0000-7000-8000-000000000002",
  kind,
  location,
  ...details,
  credentials: { password: "secret", ...credentials },
});
const disk = at("fs", "/mnt/disk");
const keys = { accessKeyId: "key", secretAccessKey: "secret key" };
const bucket = (details: Details = {}) => at("s3", "s3:https://s3/bucket", { credentials: keys, ...details });
const server = (host: string, privateKey: string) =>
  at("sftp", `sftp://anna@${host}:2222//srv`, { hostKey: HOST_KEY, credentials: { privateKey } });
const nas = (username?: string) =>
  at("rest-server", "rest:https://nas/desk/", {
    caCertificate: NAS_CA,
    credentials: { ...(username !== undefined && { username }), backendPassword: "p@ss" },
  });

async function prepared(source: RepositoryAccess, target: RepositoryAccess) {
  const { environment, args, close } = await prepareCopy(tmpDir, { source, target });
  const textOf = async (name: string) => await readFile(resolve(tmpDir, environment[name] ?? ""), "utf8");
  const from = (await textOf("RESTIC_FROM_REPOSITORY_FILE")).trim();
  return { environment, args, from, textOf, close };
}

test("each side brings what only it needs, wherever it stands, and nothing stays on the disk", async () => {
  const [toS3, fromS3] = [await prepared(disk, bucket()), await prepared(bucket(), server("nas", "key"))];

  expect(toS3).toMatchObject({
    from: "/mnt/disk",
    environment: { RESTIC_REPOSITORY: "s3:https://s3/bucket", AWS_ACCESS_KEY_ID: "key" },
  });
  expect(await toS3.textOf("RESTIC_FROM_PASSWORD_FILE")).toBe("secret\n");
  expect(fromS3).toMatchObject({
    from: "s3:https://s3/bucket",
    environment: { RESTIC_REPOSITORY: "sftp://anna@nas:2222//srv", AWS_SECRET_ACCESS_KEY: "secret key" },
    args: ["-o", expect.stringMatching(/^sftp\.args=-F .*config$/)],
  });
  for (const { close } of [toS3, fromS3]) await close();
  expect(await readdir(tmpDir)).toEqual([]);
});

test("two rest-servers get each its own sign-in, and one that needs none learns none", async () => {
  const { from, environment } = await prepared(nas(), nas("anna"));

  expect(from).toBe("rest:https://nas/desk/");
  expect(environment).toMatchObject({ RESTIC_REPOSITORY: "rest:https://anna:p%40ss@nas/desk/" });
  expect(environment).not.toHaveProperty("RESTIC_REST_PASSWORD");
});

test("two sftp servers are told apart by a name of their own for the one that is read", async () => {
  const { from, args } = await prepared(server("[fe80::1%eth0]", "key of source"), server("nas", "key"));
  const config = await readFile(join(tmpDir, args[1]?.split(" ")[1] ?? ""), "utf8");
  const [ofSource = "", ofTarget = ""] = config.split("Host * !copied-from.holdfast\n");

  expect(from).toBe("sftp://anna@copied-from.holdfast:2222//srv");
  expect(ofSource).toMatch(/^Host copied-from.holdfast\nHostName fe80::1%%eth0\n/);
  const keyIn = async (part: string) =>
    await readFile(join(tmpDir, /IdentityFile (\S+)/.exec(part)?.[1] ?? ""), "utf8");
  expect(await keyIn(ofSource)).toBe("key of source\n");
  expect(await keyIn(ofTarget)).toBe("key\n");
});

test("of two S3 places the words that both can take are said once", async () => {
  const { args, environment } = await prepared(
    bucket({ region: "garage" }),
    bucket({ bucketLookup: "path", location: "s3:https://s3/other" }),
  );

  expect(args).toEqual(["-o", "s3.bucket-lookup=path"]);
  expect(environment["AWS_DEFAULT_REGION"]).toBe("garage");
});

test("a server with a certificate of its own leaves the other one those of the system", async () => {
  const count = async (source: RepositoryAccess, target: RepositoryAccess) =>
    (await (await prepared(source, target)).textOf("RESTIC_CACERT")).split("BEGIN CERTIFICATE").length - 1;

  expect(await count(nas("anna"), disk)).toBe(1);
  expect(await count(nas("anna"), bucket({ caCertificate: `${NAS_CA}\n` }))).toBe(1);
  expect(await count(nas("anna"), bucket())).toBeGreaterThan(50);
  expect((await prepared(disk, bucket())).environment).not.toHaveProperty("RESTIC_CACERT");
});
