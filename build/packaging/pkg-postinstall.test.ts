import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, onTestFinished, test } from "vitest";

const script = fileURLToPath(new URL("mac/postinstall", import.meta.url));
const isRoot = process.getuid?.() === 0;
const note = isRoot ? "" : " (skipped: only root can make files of root)";
const isHere = process.platform !== "win32";

/** A disk with the app on it, whose program only notes what it was asked. */
function disk() {
  const volume = mkdtempSync(join(tmpdir(), "holdfast-pkg-"));
  onTestFinished(() => rmSync(volume, { recursive: true }));
  const app = join(volume, "Applications", "Holdfast.app");
  const resources = join(app, "Contents", "Resources");
  mkdirSync(resources, { recursive: true });
  const program = join(resources, "holdfast");
  writeFileSync(program, `#!/bin/sh\necho "$@" >> ${join(volume, "asked")}\n`);
  chmodSync(program, 0o755);
  const run = (second = join(volume, "Applications")) =>
    spawnSync("bash", [script, "Holdfast.pkg", second, volume, "/"], {
      encoding: "utf8",
      env: { PATH: "/usr/bin:/bin", HOLDFAST_LINK: join(volume, "link") },
    });
  return { volume, app, resources, program, run };
}

test.skipIf(!isRoot || !isHere)(
  `an app of root gets its command line and is marked as managed${note}`,
  () => {
    const { volume, resources, run } = disk();

    expect(run()).toMatchObject({ status: 0, stderr: "" });
    expect(existsSync(join(resources, "managed"))).toBe(true);
    expect(readFileSync(join(volume, "link"), "utf8")).toContain("asked");
    expect(existsSync(join(volume, "asked"))).toBe(false);
  },
);

test.skipIf(!isHere)("the second run, for the bundle, does nothing", () => {
  const { resources, run, app } = disk();

  expect(run(app).status).toBe(0);
  expect(existsSync(join(resources, "managed"))).toBe(false);
});

test.skipIf(!isRoot || !isHere)(`an app that belongs to a user gets no service${note}`, () => {
  const { app, resources, run } = disk();
  spawnSync("chown", ["-R", "1000", app]);

  const { status, stderr } = run();

  expect(status).toBe(1);
  expect(stderr).toContain("does not belong to root");
  expect(existsSync(join(resources, "managed"))).toBe(false);
});

test.skipIf(!isHere)("a package without its program fails", () => {
  const { program, run } = disk();
  rmSync(program);

  expect(run()).toMatchObject({ status: 1, stderr: expect.stringContaining("is missing") });
});
