import { spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { beforeEach, expect, onTestFinished, test } from "vitest";
import { sumsOf } from "./restic-sums-for-tests.ts";
import { findOnPath } from "./steps/find-on-path.ts";

const at = (name: string) => fileURLToPath(new URL(name, import.meta.url));

beforeEach((context) => {
  for (const program of ["gpg", "curl"])
    if (findOnPath(program).length === 0) context.skip(`there is no ${program} here`);
});

function run(program: string, args: string[], environment: Record<string, string> = {}) {
  const env = { PATH: process.env["PATH"], ...environment };
  const { status, stdout, stderr } = spawnSync(program, args, { encoding: "utf8", env });
  return { status, stdout, output: stdout + stderr };
}

/** A release in a folder, signed by a key that was made for it, and what reads its checksums. */
function signedRelease() {
  const folder = mkdtempSync(join(tmpdir(), "holdfast-signed-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const [release, ring, manifest] = [
    join(folder, "v0.20.0"),
    join(folder, "ring"),
    join(folder, "restic.json"),
  ];
  mkdirSync(release);
  mkdirSync(ring, { mode: 0o700 });
  copyFileSync(at("restic.json"), manifest);
  const sums = join(release, "SHA256SUMS");
  writeFileSync(sums, sumsOf());
  const gpg = (...args: string[]) => run("gpg", ["--batch", "--passphrase", "", "--homedir", ring, ...args]);
  gpg("--quick-generate-key", "somebody@example.org", "ed25519", "sign");
  gpg("--armor", "--output", `${sums}.asc`, "--detach-sign", sums);
  gpg("--armor", "--output", join(folder, "key.asc"), "--export");
  const fingerprint = /^fpr:+([0-9A-F]{40}):/m.exec(gpg("--with-colons", "--fingerprint").stdout)?.[1];
  onTestFinished(() => void run("gpgconf", ["--homedir", ring, "--kill", "all"]));
  return {
    sums,
    version: () => JSON.parse(readFileSync(manifest, "utf8")).version,
    take: (signer = fingerprint ?? "nobody") =>
      run("sh", [at("take-restic-sums.sh"), "0.20.0"], {
        RESTIC_DOWNLOADS: pathToFileURL(folder).href,
        RESTIC_KEY: pathToFileURL(join(folder, "key.asc")).href,
        RESTIC_SIGNER: signer,
        RESTIC_MANIFEST: manifest,
      }),
  };
}

test("checksums that the right person signed are taken", () => {
  const release = signedRelease();

  expect(release.take()).toMatchObject({ status: 0 });
  expect(release.version()).toBe("0.20.0");
});

test("checksums that somebody else signed, or that were changed afterwards, are not taken", () => {
  const release = signedRelease();

  const other = release.take("CF8F18F2844575973F79D4E191A6868BD3F7A907");
  expect(other).toMatchObject({ status: 1, output: expect.stringContaining("Nothing was written") });
  writeFileSync(release.sums, readFileSync(release.sums, "utf8").replace("0", "f"));
  expect(release.take()).toMatchObject({ status: 1, output: expect.stringContaining("BAD signature") });
  expect(release.version()).not.toBe("0.20.0");
});
