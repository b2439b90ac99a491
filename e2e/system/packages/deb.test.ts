import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { outputFolder, pack } from "../../../build/package/pack.ts";
import { standInElectron } from "../../../build/package/stand-in-electron.ts";
import { bringBuilt, shell } from "../../../build/steps/built.ts";
import { until } from "../../whole-core.ts";
import { type Booted, boot } from "./booted-debian.ts";
import { makeDebian } from "./debian-root.ts";
import { reasonToSkip } from "./needed-programs.ts";
import { buildArchive, root } from "./unpacked-program.ts";

const reason = reasonToSkip("mmdebstrap", "systemd-nspawn", "nsenter", "pgrep", "dpkg-deb");
const note = reason === undefined ? "" : ` (skipped: ${reason})`;
const restic = process.env["HOLDFAST_RESTIC"] ?? "restic";
const PATIENCE = { timeout: 120_000, interval: 500 };

/** The package for servers and desktops alike, with a stand-in for Electron, which a server never starts. */
async function makeDeb(): Promise<string> {
  const output = join(outputFolder, "deb");
  rmSync(output, { recursive: true, force: true });
  buildArchive(restic);
  await bringBuilt(shell);
  process.env["CUSTOM_FPM_PATH"] = join(root, "e2e", "system", "packages", "fpm-stand-in.mjs");
  await pack(["--linux", "deb", "--x64"], {
    electronDist: standInElectron("linux"),
    "directories.output": output,
    "extraMetadata.isOnlyChecked": true,
  });
  return join(output, readdirSync(output).find((name) => name.endsWith(".deb")) ?? "");
}

describe.skipIf(reason !== undefined)(`the deb on a Debian that somebody has provisioned${note}`, () => {
  let folder: string;
  let debian: Booted;
  const inside = (path: string) => join(folder, "debian", path);

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "holdfast-deb-"));
    const file = await makeDeb();
    makeDebian(join(folder, "debian"), ["systemd", "systemd-sysv", "dbus"]);
    copyFileSync(file, inside("srv/holdfast.deb"));
    mkdirSync(inside("etc/holdfast"));
    writeFileSync(inside("etc/holdfast/provision.json"), '{ "labels": ["office"] }\n');
    debian = await boot(join(folder, "debian"));
  }, 1_200_000);
  afterAll(async () => {
    await debian?.shutDown();
    rmSync(folder, { recursive: true, force: true });
  }, 120_000);

  /** What Electron needs of a desktop is not on this server. */
  const install = () => debian.run("dpkg", "--force-depends", "-i", "/srv/holdfast.deb");
  const mainPid = () => debian.run("systemctl", "show", "-P", "MainPID", "holdfast").output;
  const answers = () =>
    until(
      async () => debian.run("holdfast", "status").output,
      (text) => text.includes("No backup is set up yet"),
      { seconds: 120, what: "the service" },
    );

  test("installing it sets the service up, which starts, answers and is enabled", async () => {
    expect(install()).toMatchObject({ code: 0 });

    expect(debian.run("systemctl", "is-enabled", "holdfast").output).toBe("enabled");
    await answers();
    expect(debian.run("holdfast", "--version").code).toBe(0);
    expect(existsSync(inside("var/lib/holdfast/holdfast.db"))).toBe(true);
    expect(existsSync(inside("etc/holdfast/holdfast.key"))).toBe(true);
  });

  test("a service that is killed comes back", async () => {
    const before = mainPid();
    debian.run("sh", "-c", `kill -9 ${before}`);

    await expect.poll(mainPid, PATIENCE).not.toMatch(new RegExp(`^(0|${before})$`));
    await answers();
  });

  test("installing over it goes on with the same data, as the same machine", async () => {
    const machine = () => debian.run("cat", "/var/lib/holdfast/agent/machine-id").output;
    const before = machine();

    expect(before).toMatch(/^[0-9a-f-]{36}$/);
    expect(install()).toMatchObject({ code: 0 });

    await answers();
    expect(machine()).toBe(before);
    expect(debian.run("systemctl", "is-enabled", "holdfast").output).toBe("enabled");
  });

  test("an upgrade brings no service back that somebody has taken away, and a package that was removed comes back with it", async () => {
    const provision = inside("etc/holdfast/provision.json");
    renameSync(provision, `${provision}.away`);
    expect(debian.run("holdfast", "service", "uninstall")).toMatchObject({ code: 0 });
    expect(install()).toMatchObject({ code: 0 });
    expect(debian.run("systemctl", "is-active", "holdfast").code).not.toBe(0);

    expect(debian.run("holdfast", "service", "install")).toMatchObject({ code: 0 });
    expect(debian.run("dpkg", "-r", "holdfast")).toMatchObject({ code: 0 });
    expect(install()).toMatchObject({ code: 0 });

    await answers();
    expect(debian.run("readlink", "/etc/alternatives/holdfast-desktop").output).toBe(
      "/opt/Holdfast/holdfast-desktop",
    );
    renameSync(`${provision}.away`, provision);
  });

  test("removing it takes program and service away, and keeps configuration and data", () => {
    expect(debian.run("dpkg", "-r", "holdfast")).toMatchObject({ code: 0 });

    expect(debian.run("systemctl", "is-active", "holdfast").code).not.toBe(0);
    expect(debian.run("systemctl", "list-unit-files", "holdfast.service").output).toContain("0 unit files");
    for (const path of [
      "usr/bin/holdfast",
      "usr/bin/holdfast-desktop",
      "opt/Holdfast",
      "etc/systemd/system/holdfast.service",
    ])
      expect({ path, isThere: existsSync(inside(path)) }).toEqual({ path, isThere: false });
    for (const path of [
      "etc/holdfast/provision.json",
      "etc/holdfast/holdfast.key",
      "var/lib/holdfast/holdfast.db",
    ])
      expect({ path, isThere: existsSync(inside(path)) }).toEqual({ path, isThere: true });
  });

  test("purging it takes the configuration, and keeps the history with its key, and says so", () => {
    const { code, output } = debian.run("dpkg", "-P", "holdfast");

    expect(code).toBe(0);
    expect(output).toContain("/var/lib/holdfast and /etc/holdfast/holdfast.key were kept");
    expect(existsSync(inside("etc/holdfast/provision.json"))).toBe(false);
    expect(existsSync(inside("etc/holdfast/holdfast.key"))).toBe(true);
    expect(existsSync(inside("var/lib/holdfast/holdfast.db"))).toBe(true);
  });
});
