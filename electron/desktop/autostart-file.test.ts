import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { createAutostartFile } from "./autostart-file.ts";

function somePlace(): string {
  const folder = mkdtempSync(join(tmpdir(), "holdfast-autostart-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return join(folder, "autostart", "io.holdfast.app.desktop");
}

test("a newer AppImage of another name is what the next session starts", () => {
  const file = somePlace();
  createAutostartFile(file, "/home/anna/Holdfast-0.1.0.AppImage").set(true);

  createAutostartFile(file, "/home/anna/My apps/$Holdfast-0.2.0.AppImage").renew();

  expect(readFileSync(file, "utf8")).toContain(
    String.raw`Exec="/home/anna/My apps/\\$Holdfast-0.2.0.AppImage" --hidden`,
  );
});

test("who has switched it off, in the app or in the settings of the desktop, is obeyed", () => {
  const file = somePlace();
  const item = createAutostartFile(file, "/opt/a");
  item.set(true);
  expect(item.isOn()).toBe(true);

  writeFileSync(file, `${readFileSync(file, "utf8")}Hidden=true\n`);
  createAutostartFile(file, "/opt/b").renew();
  expect(item.isOn()).toBe(false);

  item.set(false);
  item.renew();
  expect(existsSync(file)).toBe(false);
});
