import { spawnSync } from "node:child_process";
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, onTestFinished, test } from "vitest";
import { SUMMED, sumsOf } from "./restic-sums-for-tests.ts";
import { resticRelease } from "./steps/restic-release.ts";

const at = (name: string) => fileURLToPath(new URL(name, import.meta.url));

function write(names: string[]) {
  const folder = mkdtempSync(join(tmpdir(), "holdfast-sums-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const [sums, manifest] = [join(folder, "SHA256SUMS"), join(folder, "restic.json")];
  copyFileSync(at("restic.json"), manifest);
  writeFileSync(sums, sumsOf(names));
  const publishedAt = "https://github.com/restic/restic/releases/download/v0.20.0/SHA256SUMS";
  const args = [at("write-restic-sums.mjs"), "0.20.0", sums, publishedAt, manifest];
  const { status, stderr } = spawnSync(process.execPath, args, { encoding: "utf8" });
  return { status, stderr, manifest: resticRelease.parse(JSON.parse(readFileSync(manifest, "utf8"))) };
}

test("the checksums of a new release are written for every system", () => {
  const { status, manifest } = write(SUMMED);

  expect(status).toBe(0);
  expect(manifest).toMatchObject({
    version: "0.20.0",
    checksumsPublishedAt: expect.stringContaining("v0.20.0"),
  });
  expect(manifest.downloads).toContain("/v0.20.0/");
  expect(manifest.platforms["windows-x64"]).toEqual({
    file: "restic_0.20.0_windows_amd64.zip",
    sha256: "4".repeat(64),
  });
});

test("a system that is missing in them changes nothing", () => {
  const { status, stderr, manifest } = write(SUMMED.slice(1));

  expect(status).toBe(1);
  expect(stderr).toContain("no checksum of restic_0.20.0_linux_amd64.bz2");
  expect(manifest.version).not.toBe("0.20.0");
});
