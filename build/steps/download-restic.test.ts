import { createHash } from "node:crypto";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { downloadRestic } from "./download-restic.ts";
import { findOnPath } from "./find-on-path.ts";
import { platformName } from "./place.ts";
import { currentRelease } from "./restic-release.ts";
import { runProgram } from "./run-program.ts";

/** "hello" and a line end, compressed with bzip2. */
const ARCHIVE = Buffer.from("QlpoOTFBWSZTWcHAgOIAAAFBAAAQAkSgADDNAMNGKZcXckU4UJDBwIDi", "base64");
/** The same as restic_0.0.0_windows_amd64.exe in a zip. */
const ZIP = Buffer.from(
  "UEsDBBQAAAAAAAAAIVwgMDo2BgAAAAYAAAAeAAAAcmVzdGljXzAuMC4wX3dpbmRvd3NfYW1kNjQuZXhlaGVsbG8KUEsBAhQDFAAAAAAAAAAhXCAwOjYGAAAABgAAAB4AAAAAAAAAAAAAAKQBAAAAAHJlc3RpY18wLjAuMF93aW5kb3dzX2FtZDY0LmV4ZVBLBQYAAAAAAQABAEwAAABCAAAAAAA=",
  "base64",
);

const server = createServer(({ method, url }, reply) =>
  reply.end(method === "HEAD" ? "" : url?.endsWith(".zip") ? ZIP : ARCHIVE),
);
const folder = mkdtempSync(join(tmpdir(), "holdfast-release-"));
beforeAll(() => new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready)));
afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true, force: true });
});

function releaseWith(sha256: string, file = "restic_0.0.0.bz2") {
  const { port } = server.address() as AddressInfo;
  return {
    ...currentRelease(),
    downloads: `http://127.0.0.1:${port}/`,
    platforms: { [platformName]: { file, sha256 } },
  };
}

test("a download with another checksum is thrown away", async () => {
  const target = join(folder, "wrong", "restic");

  await expect(downloadRestic(releaseWith("0".repeat(64)), target)).rejects.toThrow("instead of 0000");
  expect(existsSync(target)).toBe(false);
});

test("a download with the right checksum is unpacked, and nothing is left beside it", async (context) => {
  if (findOnPath("bzip2").length + findOnPath("python3").length === 0)
    context.skip("nothing here unpacks bzip2");
  const target = join(folder, "right", "restic");
  const sha256 = createHash("sha256").update(ARCHIVE).digest("hex");

  await downloadRestic(releaseWith(sha256), target);

  expect((await runProgram("cat", [target])).output).toContain("hello");
  expect(readdirSync(join(folder, "right"))).toEqual(["restic"]);
});

test("the zip for Windows is unpacked the same way, on any system", async (context) => {
  if (findOnPath("unzip").length + findOnPath("python3").length === 0)
    context.skip("nothing here unpacks a zip");
  const target = join(folder, "zip", "restic.exe");
  const sha256 = createHash("sha256").update(ZIP).digest("hex");

  await downloadRestic(releaseWith(sha256, "restic_0.0.0_windows_amd64.zip"), target);

  expect(readFileSync(target, "utf8")).toBe("hello\n");
  expect(readdirSync(join(folder, "zip"))).toEqual(["restic.exe"]);
});

test("a place that does not answer is given up with its name", async () => {
  const nowhere = { ...releaseWith("0".repeat(64)), downloads: "http://127.0.0.1:1/" };

  await expect(downloadRestic(nowhere, join(folder, "no", "restic"))).rejects.toThrow(
    "127.0.0.1:1 cannot be reached",
  );
});
