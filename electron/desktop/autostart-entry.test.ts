import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { autostartEntry } from "./autostart-entry.ts";

test("a session starts Holdfast hidden", () => {
  expect(autostartEntry("/opt/Holdfast/holdfast-desktop").split("\n")).toContain(
    'Exec="/opt/Holdfast/holdfast-desktop" --hidden',
  );
});

test("a path with spaces, quotes, dollars and percents stays one word", () => {
  const [, , , , exec] = autostartEntry('/home/a b/$x/100%/"Holdfast.AppImage').split("\n");

  expect(exec).toBe(String.raw`Exec="/home/a b/\\$x/100%%/\\"Holdfast.AppImage" --hidden`);
});

const validator = spawnSync("desktop-file-validate", ["--version"]).error === undefined;
const note = validator ? "" : " (skipped: no desktop-file-validate)";

test.skipIf(!validator)(`freedesktop's own validator finds nothing wrong${note}`, () => {
  const folder = mkdtempSync(join(tmpdir(), "holdfast-autostart-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, "io.holdfast.app.desktop");
  writeFileSync(file, autostartEntry("/home/a b/$x/Holdfast.AppImage"));

  expect(spawnSync("desktop-file-validate", [file], { encoding: "utf8" })).toMatchObject({
    status: 0,
    stdout: "",
  });
});
