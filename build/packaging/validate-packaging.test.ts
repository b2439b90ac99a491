import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const at = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const original = readFileSync(at("electron-builder.yml"), "utf8");

function validate(config: string) {
  const dir = mkdtempSync(join(tmpdir(), "holdfast-packaging-"));
  const path = join(dir, "electron-builder.yml");
  writeFileSync(path, config);
  const { status, stderr } = spawnSync(process.execPath, [at("build/validate-packaging.mjs"), path], {
    encoding: "utf8",
  });
  rmSync(dir, { recursive: true });
  return { status, stderr };
}

test("the configuration of the packages is valid", () => {
  expect(validate(original)).toEqual({ status: 0, stderr: "" });
});

test("a key that electron-builder does not know fails, and is named", () => {
  const { status, stderr } = validate(`${original}\nmsiProject: x\n`);

  expect(status).toBe(1);
  expect(stderr).toContain("msiProject");
});

test("a file that is not there fails, with the setting that names it", () => {
  const { status, stderr } = validate(
    original.replace("build/packaging/icon.png", "build/packaging/icons.png"),
  );

  expect(status).toBe(1);
  expect(stderr).toContain("icon names build/packaging/icons.png, which is not there");
});

test("something built that no script builds fails", () => {
  const { status, stderr } = validate(original.replace("out/desktop/**", "out/desk/**"));

  expect(status).toBe(1);
  expect(stderr).toContain("files names out/desk");
});
