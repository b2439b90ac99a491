import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test, vi } from "vitest";

const clone = fileURLToPath(new URL("../..", import.meta.url));
const has = (program: string) => spawnSync("sh", ["-c", `command -v ${program}`]).status === 0;
const missing =
  process.getuid?.() === 0
    ? ["systemd-nspawn", "mmdebstrap", "nsenter"].filter((program) => !has(program))
    : ["the rights of root"];

/** A small Debian that runs under a systemd of its own, with the clone in it, read-only. `HOLDFAST_DEBIAN_ROOT` names one that is there already. */
async function boot(root: string) {
  mkdirSync(join(root, clone), { recursive: true });
  const options = [
    "-q",
    "-D",
    root,
    "--register=no",
    "--keep-unit",
    "--console=pipe",
    `--bind-ro=${clone}`,
    "-b",
  ];
  const machine = spawn("systemd-nspawn", options, { stdio: "ignore" });
  const find = () =>
    spawnSync("pgrep", ["-P", String(machine.pid), "-x", "systemd"], { encoding: "utf8" }).stdout.trim();
  await vi.waitUntil(() => find() !== "", { timeout: 30_000, interval: 200 });
  const init = find();
  const inside = (...words: string[]) => {
    const { status, stdout } = spawnSync("nsenter", ["-t", init, "-a", "env", "HOME=/root", ...words], {
      encoding: "utf8",
    });
    return { code: status, text: stdout.trim() };
  };
  const isUp = () => /running|degraded/.test(inside("systemctl", "is-system-running").text);
  await vi.waitUntil(isUp, { timeout: 60_000, interval: 200 });
  return {
    inside,
    async stop(): Promise<void> {
      const ended = once(machine, "exit");
      spawnSync("kill", ["-RTMIN+4", init]);
      await ended;
    },
  };
}

let folder: string | undefined;
let machine: Awaited<ReturnType<typeof boot>> | undefined;

beforeAll(async () => {
  if (missing.length > 0) return;
  const { HOLDFAST_DEBIAN_ROOT: given } = process.env;
  folder = given === undefined ? mkdtempSync(join(tmpdir(), "holdfast-debian-")) : undefined;
  const root = given ?? join(folder ?? "", "root");
  if (given === undefined) {
    const made = spawnSync(
      "mmdebstrap",
      ["--variant=minbase", "--include=systemd,systemd-sysv,dbus", "bookworm", root],
      { encoding: "utf8" },
    );
    if (made.status !== 0) throw new Error(made.stderr);
  }
  machine = await boot(root);
}, 900_000);
afterAll(async () => {
  await machine?.stop();
  if (folder !== undefined) rmSync(folder, { recursive: true });
}, 60_000);

test("a service is set up, survives the death of its core, and is taken away", async (context) => {
  if (machine === undefined) return context.skip(`needs ${missing.join(", ")}`);
  const { inside } = machine;
  const holdfast = (...words: string[]) =>
    inside(process.execPath, join(clone, "electron/cli/bin.mjs"), ...words);
  const pid = () => inside("systemctl", "show", "-p", "MainPID", "--value", "holdfast").text;
  const isReady = (of: string) =>
    inside("grep", "-q", `"pid":${of}`, "/var/lib/holdfast/run/admin.json").code === 0;

  expect(holdfast("service", "install").code).toBe(0);
  const first = pid();
  await expect.poll(() => isReady(first), { timeout: 60_000 }).toBe(true);
  inside("sh", "-c", `kill -9 ${first}`);
  await expect.poll(pid, { timeout: 60_000 }).not.toMatch(new RegExp(`^(0|${first})$`));
  await expect.poll(() => isReady(pid()), { timeout: 60_000 }).toBe(true);

  expect(holdfast("service", "status").code).toBe(0);
  expect(holdfast("service", "uninstall").code).toBe(0);
  expect(holdfast("service", "status").code).toBe(3);
  expect(inside("systemctl", "is-active", "holdfast").text).toBe("inactive");
});
