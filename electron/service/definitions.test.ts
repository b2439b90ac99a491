import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "plist";
import { expect, test } from "vitest";
import { launchdPlist } from "./launchd-plist.ts";
import type { ServicePlan } from "./service-plan.ts";
import { systemdUnit } from "./systemd-unit.ts";
import { isChangeable, refuseOutsideProgramFiles } from "./trusted-program.ts";
import { quote, windowsInstall } from "./windows-service.ts";

const plain: ServicePlan = {
  scope: "system",
  command: ["/bin/true", "core"],
  dataDir: "/var/lib/holdfast",
  configDir: "/etc/holdfast",
  environment: { HOLDFAST_DATA_DIR: "/var/lib/holdfast", HOLDFAST_CONFIG_DIR: "/etc/holdfast" },
};
/** Everything that one of the formats gives a meaning to. */
const ODD = '/srv/a b"c\\d%i$HOME/ü&<x>';
const odd: ServicePlan = {
  ...plain,
  command: ["/bin/true", ODD, "core"],
  dataDir: ODD,
  environment: { HOLDFAST_DATA_DIR: ODD },
};
const hasSystemd = spawnSync("systemd-analyze", ["--version"]).status === 0;

/** It ends well on keys that it does not know: only silence counts. */
function complaintsOf(plan: ServicePlan): string {
  const dir = mkdtempSync(join(tmpdir(), "holdfast-unit-"));
  try {
    const path = join(dir, "holdfast.service");
    writeFileSync(path, systemdUnit(plan));
    const mode = plan.scope === "user" ? ["--user"] : [];
    const { status, stderr } = spawnSync("systemd-analyze", ["verify", "--man=no", ...mode, path], {
      encoding: "utf8",
      env: { PATH: process.env["PATH"], XDG_RUNTIME_DIR: dir, HOME: dir },
    });
    const ours = stderr.split("\n").filter((line) => line.includes("holdfast"));
    return status === 0 ? ours.join("\n") : stderr;
  } finally {
    rmSync(dir, { recursive: true });
  }
}

test.skipIf(!hasSystemd)(
  "systemd has no complaint about the unit, however its paths are called (needs systemd-analyze)",
  () => {
    expect(complaintsOf(plain)).toBe("");
    expect(complaintsOf(odd)).toBe("");
    expect(complaintsOf({ ...plain, scope: "user" })).toBe("");
  },
);

test("however often a start fails, the next one is tried", () => {
  expect(systemdUnit(plain)).toMatch(/^StartLimitIntervalSec=0$[\s\S]*^Restart=on-failure$/m);
});

test("the unit of the whole computer hides nothing that has to be backed up or restored", () => {
  const unit = systemdUnit(plain);

  expect(unit).not.toMatch(/ProtectHome|PrivateTmp|RestrictSUIDSGID|CapabilityBoundingSet|InaccessiblePaths/);
  expect(unit).toContain("ProtectSystem=yes");
  expect(unit).toContain("StateDirectory=holdfast");
  expect(systemdUnit(odd)).not.toContain("StateDirectory");
});

test("systemd gets back the words that were meant", () => {
  expect(systemdUnit(odd)).toContain('ExecStart=/bin/true "/srv/a b\\"c\\\\d%%i$$HOME/ü&<x>" core');
});

test("the property list holds what was meant", () => {
  const read = parse(launchdPlist(odd));

  expect(read).toMatchObject({
    Label: "io.holdfast.core",
    ProgramArguments: ["/bin/true", ODD, "core"],
    EnvironmentVariables: { HOLDFAST_DATA_DIR: ODD },
    RunAtLoad: true,
    KeepAlive: { SuccessfulExit: false },
    ExitTimeOut: 20,
    Umask: 0o077,
  });
});

test("Windows takes the command line apart into the words that were meant", () => {
  const [create = []] = windowsInstall(
    {
      ...plain,
      command: ["C:\\Program Files\\Holdfast\\holdfast.exe", "core"],
      environment: { HOLDFAST_A: "C:\\x y", HOLDFAST_B: "2" },
    },
    "C:\\Program Files\\Holdfast\\holdfast-service.exe",
  );

  expect(create[4]).toBe(
    '"C:\\Program Files\\Holdfast\\holdfast-service.exe" "HOLDFAST_A=C:\\x y" HOLDFAST_B=2 "C:\\Program Files\\Holdfast\\holdfast.exe" core --stop-with-stdin',
  );
  expect(quote('a"b\\')).toBe('"a\\"b\\\\"');
  expect(quote("C:\\a b\\")).toBe('"C:\\a b\\\\"');
});

test("Windows gets no service of the whole computer from a folder that others may write", () => {
  refuseOutsideProgramFiles([String.raw`C:\Program Files\Holdfast\resources\holdfast.exe`]);

  for (const file of [
    String.raw`C:\Users\anna\AppData\Local\Programs\Holdfast\resources\holdfast.exe`,
    String.raw`C:\Program Files\..\Users\anna\holdfast.exe`,
    String.raw`D:\holdfast\holdfast.exe`,
  ])
    expect(() => refuseOutsideProgramFiles([file])).toThrow("does not lie in Program Files");
});

test("a folder that only administrators may change is no hole: root's own, and on macOS that of all applications", () => {
  const of = (uid: number, gid: number, mode: number) => ({ uid, gid, mode });

  expect(isChangeable(of(0, 80, 0o40775), "darwin")).toBe(false);
  expect(isChangeable(of(0, 20, 0o40775), "darwin")).toBe(true);
  expect(isChangeable(of(501, 80, 0o40755), "darwin")).toBe(true);
  expect(isChangeable(of(0, 80, 0o40775), "linux")).toBe(true);
  expect(isChangeable(of(0, 0, 0o40755), "linux")).toBe(false);
  expect(isChangeable(of(0, 0, 0o41777), "linux")).toBe(false);
  expect(isChangeable(of(0, 0, 0o40777), "darwin")).toBe(true);
});
