import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Booted, boot } from "./packages/booted-debian.ts";
import { makeDebian } from "./packages/debian-root.ts";
import { reasonToSkip } from "./packages/needed-programs.ts";
import { root as clone } from "./packages/unpacked-program.ts";

const reason = reasonToSkip("mmdebstrap", "systemd-nspawn", "nsenter", "pgrep");
const note = reason === undefined ? "" : ` (skipped: ${reason})`;

let folder: string | undefined;
let machine: Booted;

beforeAll(async () => {
  if (reason !== undefined) return;
  folder = mkdtempSync(join(tmpdir(), "holdfast-debian-"));
  const root = join(folder, "root");
  makeDebian(root, ["systemd", "systemd-sysv", "dbus"]);
  mkdirSync(join(root, clone), { recursive: true });
  machine = await boot(root, [clone]);
}, 900_000);
afterAll(async () => {
  await machine?.shutDown();
  if (folder !== undefined) rmSync(folder, { recursive: true });
}, 60_000);

test.skipIf(reason !== undefined)(
  `a service is set up, survives the death of its core, tells everybody of this computer how it is, and is taken away${note}`,
  async () => {
    const { run } = machine;
    const holdfast = (...words: string[]) =>
      run(process.execPath, join(clone, "electron/cli/bin.mjs"), ...words);
    const pid = () => run("systemctl", "show", "-p", "MainPID", "--value", "holdfast").output;
    const isReady = (of: string) =>
      run("grep", "-q", `"pid":${of}`, "/var/lib/holdfast/run/admin.json").code === 0;
    const asAnybody = (...words: string[]) => run("setpriv", "--reuid=1000", "--clear-groups", ...words);

    expect(holdfast("service", "install").code).toBe(0);
    const first = pid();
    await expect.poll(() => isReady(first), { timeout: 60_000 }).toBe(true);
    run("sh", "-c", `kill -9 ${first}`);
    await expect.poll(pid, { timeout: 60_000 }).not.toMatch(new RegExp(`^(0|${first})$`));
    await expect.poll(() => isReady(pid()), { timeout: 60_000 }).toBe(true);

    await expect.poll(() => asAnybody("cat", "/var/lib/holdfast/run/user.json").code).toBe(0);
    expect(asAnybody("cat", "/var/lib/holdfast/run/admin.json").code).not.toBe(0);
    expect(asAnybody("ls", "/var/lib/holdfast").code).not.toBe(0);
    expect(holdfast("service", "status").code).toBe(0);
    expect(holdfast("service", "uninstall").code).toBe(0);
    expect(holdfast("service", "status").code).toBe(3);
    expect(run("systemctl", "is-active", "holdfast").output).toBe("inactive");
  },
);
