import { spawnSync } from "node:child_process";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
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
  const daemon = join(volume, "io.holdfast.core.plist");
  const run = (second = join(volume, "Applications")) =>
    spawnSync("bash", [script, "Holdfast.pkg", second, volume, "/"], {
      encoding: "utf8",
      env: {
        PATH: "/usr/bin:/bin",
        HOLDFAST_LINK: join(volume, "usr", "local", "bin", "holdfast"),
        HOLDFAST_DAEMON: daemon,
      },
    });
  return { volume, app, program, daemon, run };
}

test.skipIf(!isRoot || !isHere)(
  `an app of root gets its command line, and nothing is written into its bundle, which is signed${note}`,
  () => {
    const { volume, app, run } = disk();
    const before = readdirSync(app, { recursive: true });

    expect(run()).toMatchObject({ status: 0, stderr: "" });
    expect(readdirSync(app, { recursive: true })).toEqual(before);
    expect(readFileSync(join(volume, "usr/local/bin/holdfast"), "utf8")).toContain("asked");
    expect(existsSync(join(volume, "asked"))).toBe(false);
  },
);

test.skipIf(!isRoot || !isHere)(`an upgrade sets a service that is there up anew${note}`, () => {
  const { volume, daemon, run } = disk();
  writeFileSync(daemon, "<plist/>");

  expect(run().status).toBe(0);
  expect(readFileSync(join(volume, "asked"), "utf8")).toBe("service install\n");
});

test.skipIf(!isHere)("the second run, for the bundle, does nothing", () => {
  const { volume, run, app } = disk();

  expect(run(app).status).toBe(0);
  expect(existsSync(join(volume, "usr"))).toBe(false);
});

test.skipIf(!isRoot || !isHere)(`an app that belongs to a user gets no service${note}`, () => {
  const { volume, app, daemon, run } = disk();
  writeFileSync(daemon, "<plist/>");
  spawnSync("chown", ["-R", "1000", app]);

  const { status, stderr } = run();

  expect(status).toBe(1);
  expect(stderr).toContain("does not belong to root");
  expect(existsSync(join(volume, "asked"))).toBe(false);
});

test.skipIf(!isHere)("a package without its program fails", () => {
  const { program, run } = disk();
  rmSync(program);

  expect(run()).toMatchObject({ status: 1, stderr: expect.stringContaining("is missing") });
});
