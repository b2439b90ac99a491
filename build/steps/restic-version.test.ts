import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { bringRestic } from "./restic.ts";
import { isNewEnough, versionIn } from "./restic-version.ts";

test("the version is read from restic's own words", () => {
  expect(versionIn("restic 0.19.1 compiled with go1.26.4 on linux/amd64\n")).toBe("0.19.1");
  expect(versionIn("rustic 0.9.0\n")).toBeUndefined();
});

test.each([
  ["0.17.1", true],
  ["0.17.3", true],
  ["0.18.0-dev", true],
  ["1.0.0", true],
  ["0.17.0", false],
  ["0.9.6", false],
  ["0.14.0", false],
])("restic %s is new enough: %s", (version, enough) => {
  expect(isNewEnough(version)).toBe(enough);
});

test.runIf(process.platform !== "win32")(
  "a restic that was named and is too old is refused, not replaced",
  async () => {
    const folder = mkdtempSync(join(tmpdir(), "holdfast-old-restic-"));
    const named = join(folder, "restic");
    writeFileSync(named, "#!/bin/sh\necho restic 0.14.0 compiled with go1.19\n");
    chmodSync(named, 0o755);

    await expect(bringRestic(() => undefined, named)).rejects.toThrow("it must be 0.17.1 or newer");
    rmSync(folder, { recursive: true });
  },
);
