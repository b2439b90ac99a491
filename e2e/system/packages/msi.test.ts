import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { listAgents } from "#contract/agents";
import { createEnrolment } from "#contract/enrolments";
import { newPlace } from "../../../electron/cli/testing/holdfast-process.ts";
import { startWholeCore, until } from "../../whole-core.ts";
import { type Booted, boot } from "./booted-debian.ts";
import { makeDebian } from "./debian-root.ts";
import { buildMsi, projectOfMsi } from "./msi.ts";
import { reasonToSkip } from "./needed-programs.ts";

const reason = reasonToSkip(
  ...["mmdebstrap", "systemd-nspawn", "nsenter", "pgrep"],
  ...["wixl", "msibuild", "x86_64-w64-mingw32-gcc"],
);
const note = reason === undefined ? "" : ` (skipped: ${reason})`;

const PROVISIONING = String.raw`HKLM\Software\Holdfast\Provisioning`;
const SERVICE = String.raw`HKLM\SYSTEM\CurrentControlSet\Services\Holdfast`;
const PRODUCTS = String.raw`HKLM\Software\Microsoft\Windows\CurrentVersion\Uninstall`;

/** A Debian with a Wine that is new enough for Node: the nearest that there is to Windows without one. */
describe.skipIf(reason !== undefined)(`the MSI in Wine${note}`, () => {
  let folder: string;
  let debian: Booted;
  const inside = (path: string) => join(folder, "debian", "srv", path);
  const driveC = (path: string) => inside(`prefix/drive_c/${path}`);
  const dataFile = (path: string) => driveC(`ProgramData/Holdfast/${path}`);

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "holdfast-msi-"));
    makeDebian(join(folder, "debian"), ["systemd", "systemd-sysv", "dbus", "wine64"]);
    const project = await projectOfMsi();
    buildMsi(project, "0.1.0.0", inside("first.msi"));
    buildMsi(project, "0.2.0.0", inside("second.msi"));
    debian = await boot(join(folder, "debian"));
    wine("wineboot", "-i");
    wineHasEnded();
  }, 1_200_000);
  afterAll(async () => {
    await debian?.shutDown();
    rmSync(folder, { recursive: true, force: true });
  }, 120_000);

  const variables = ["WINEPREFIX=/srv/prefix", "WINEDEBUG=-all", "WINEDLLOVERRIDES=mscoree,mshtml="];
  /** What a service writes must not keep the pipe open on which its installer was listened to. */
  function wine(...words: string[]) {
    const quiet = ["sh", "-c", '"$@" > /srv/output 2>/dev/null < /dev/null', "sh"];
    const { code } = debian.run("env", ...variables, ...quiet, "/usr/lib/wine/wine64", ...words);
    return { code, output: readFileSync(inside("output"), "utf8") };
  }
  /**
   * A Wine in which nobody runs a program any more ends its services. Whoever starts a program meanwhile gets a second service
   * manager beside the dying first, and "service database locked" (1055) for every service.
   */
  function wineHasEnded() {
    const end = ["timeout", "120", "/usr/lib/wine/wineserver", "-w"];
    expect(debian.run("env", ...variables, ...end)).toMatchObject({ code: 0 });
  }
  const installer = (what: string, msi: string, ...properties: string[]) =>
    wine("msiexec", what, `Z:\\srv\\${msi}`, "/qn", "/l*v", "Z:\\srv\\msi.log", ...properties);
  function registry(key: string): string {
    const { code, output } = wine("reg", "query", key, "/s", "/reg:64");
    return code === 0 ? output : "";
  }
  const address = () =>
    JSON.parse(readFileSync(dataFile("run/admin.json"), "utf8")) as { url: string; pid: number };
  const isReady = () =>
    until(async () => existsSync(dataFile("run/admin.json")), Boolean, { what: "the service" });

  test("a silent install leaves its properties where the core reads them, and the service joins with them", async () => {
    const upstream = await startWholeCore(newPlace(), "--lan", "127.0.0.1:0");
    const { joinCode } = await upstream.call(createEnrolment, { body: { labels: ["office"] } });

    const { code } = installer(
      "/i",
      "first.msi",
      "ORCHESTRATOR_URL=https://backup.example:8485",
      `ENROLLMENT_TOKEN=${joinCode}`,
    );

    expect(code).toBe(0);
    expect(registry(PROVISIONING)).toContain("https://backup.example:8485");
    await isReady();
    const { items } = await until(
      () => upstream.call(listAgents, { query: { label: "office" } }),
      (answer) => answer.items.length > 0,
      { seconds: 120, what: "the machine with Windows" },
    ).catch((error: unknown) => {
      throw new Error(`${readFileSync(dataFile("logs/core.log"), "utf8")}\n${error}`);
    });
    expect(items[0]).toMatchObject({ status: "active", os: "windows" });
    await until(
      async () => registry(PROVISIONING),
      (text) => !text.includes("JoinCode"),
      { what: "the end of the code" },
    );
  });

  test("the service runs the core, which answers its administrators and tells everybody a little", async () => {
    expect(registry(SERVICE)).toMatch(
      /ImagePath +REG_\w+ +"?C:\\Program Files\\Holdfast\\service\\holdfast-service\.exe/,
    );
    expect(registry(SERVICE)).toMatch(/ObjectName +REG_SZ +LocalSystem/);
    expect((await fetch(`${address().url}/healthz`)).status).toBe(200);
    expect(existsSync(dataFile("run/user.json"))).toBe(true);
    expect(existsSync(dataFile("config/holdfast.key"))).toBe(true);
  });

  test("removing it takes program, service and what was provisioned away, and keeps the data", async () => {
    expect(installer("/x", "first.msi").code).toBe(0);

    expect(registry(SERVICE)).toBe("");
    expect(registry(PROVISIONING)).toBe("");
    expect(registry(PRODUCTS)).not.toContain("Holdfast");
    const left = readdirSync(driveC("Program Files/Holdfast"), { recursive: true });
    // Wine does not wait for the service to end, so what it runs may stay until the next start of the computer.
    const inUse = /(holdfast|holdfast-service)\.exe$|better_sqlite3\.node$/;
    expect(left.map(String).filter((name) => /\.\w+$/.test(name) && !inUse.test(name))).toEqual([]);
    expect(existsSync(dataFile("holdfast.db"))).toBe(true);
    await until(
      async () => existsSync(dataFile("run/admin.json")),
      (isThere) => !isThere,
      { what: "the orderly end of the core" },
    );
    wineHasEnded();
  });

  // That an upgrade keeps what was provisioned cannot be seen here: Wine takes permanent components away too.
  test("installed again and upgraded without a word it goes on as the same machine, with its service", async () => {
    const machine = readFileSync(dataFile("agent/machine-id"), "utf8");
    expect(installer("/i", "first.msi", "INSTALL_SERVICE=1").code).toBe(0);
    await isReady();
    const { pid } = address();

    expect(installer("/i", "second.msi").code).toBe(0);

    await until(async () => existsSync(dataFile("run/admin.json")) && address().pid !== pid, Boolean, {
      what: "the new core",
    });
    expect(registry(SERVICE)).toContain("holdfast-service.exe");
    expect(readFileSync(dataFile("agent/machine-id"), "utf8")).toBe(machine);
    expect(registry(PRODUCTS)).toContain("0.2.0");
    expect(registry(PRODUCTS)).not.toContain("0.1.0");
  });
});
