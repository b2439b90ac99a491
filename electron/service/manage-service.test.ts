import { existsSync, mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeEach, expect, test } from "vitest";
import { installService, type RunCommandLine, serviceStatus, uninstallService } from "./manage-service.ts";
import { serviceSteps } from "./service-steps.ts";

let home: string;
let ran: string[];
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), "holdfast-service-"));
  ran = [];
});

const steps = (platform: NodeJS.Platform = "linux") =>
  serviceSteps(
    {
      scope: "user",
      command: ["/opt/holdfast/holdfast", "core"],
      dataDir: "/d",
      configDir: "/c",
      environment: { HOLDFAST_DATA_DIR: "/d" },
    },
    { platform, home, uid: 1_000, windowsHost: "host.exe" },
  );

const STARTS = ["restart", "bootstrap", "create"];
const ENDS = ["disable", "bootout", "delete"];
const LOOKS = ["is-active", "print", "query"];

/** A service manager that does what it is told, or fails at one word. It answers before a service that ends is gone. */
function manager({ failsAt = "never", endsAfterLooks = 0 } = {}) {
  let isRunning = false;
  let looksLeft = 0;
  const isThere = () => isRunning || looksLeft > 0;
  function start(mayReplace: boolean) {
    if (isThere() && !mayReplace) return { code: 5, output: "Bootstrap failed: 5: Input/output error" };
    isRunning = true;
    return { code: 0, output: "" };
  }
  function end() {
    if (isRunning) looksLeft = endsAfterLooks;
    isRunning = false;
    return { code: 0, output: "" };
  }
  function look() {
    const state = isThere() ? { code: 0, output: "active" } : { code: 3, output: "inactive" };
    looksLeft = Math.max(0, looksLeft - 1);
    return state;
  }
  const run: RunCommandLine = async (line) => {
    ran.push(line.join(" "));
    const said = (word: string) => line.includes(word);
    if (said(failsAt)) return { code: 1, output: "no bus" };
    if (STARTS.some(said)) return start(said("restart"));
    if (ENDS.some(said)) return end();
    return LOOKS.some(said) ? look() : { code: 0, output: "" };
  };
  return { run, wait: async () => ran.push("waits") };
}

test("installing writes the definition and starts it; once more replaces it; uninstalling takes it away", async () => {
  const { path = "" } = steps().file ?? {};

  const systemd = manager();
  await installService(systemd, steps());
  const first = [...ran];
  await installService(systemd, steps());
  const installed = await serviceStatus(systemd, steps());
  const text = readFileSync(path, "utf8");
  const removed = await uninstallService(systemd, steps());

  expect(path).toBe(join(home, ".config/systemd/user/holdfast.service"));
  expect(first).toEqual([
    "systemctl --user daemon-reload",
    "systemctl --user enable holdfast.service",
    "systemctl --user restart holdfast.service",
  ]);
  expect(text).toContain("ExecStart=/opt/holdfast/holdfast core");
  expect(installed).toMatchObject({ installed: true, running: true });
  expect(removed).toEqual({ wasThere: true });
  expect(existsSync(path)).toBe(false);
  expect(await uninstallService(systemd, steps())).toEqual({ wasThere: false });
});

test("a step that fails ends the set-up with its words", async () => {
  await expect(installService(manager({ failsAt: "enable" }), steps())).rejects.toThrow(
    "“systemctl --user enable holdfast.service” ended with 1 (no bus)",
  );
  expect(ran).not.toContain("systemctl --user restart holdfast.service");
});

test.each(["darwin", "win32"] as const)(
  "on %s a service that is set up again is gone before the new one comes, though its manager answers at once",
  async (platform) => {
    const slow = manager({ endsAfterLooks: 3 });
    await installService(slow, steps(platform));

    await installService(slow, steps(platform));

    expect(ran.filter((line) => line === "waits")).toHaveLength(3);
    expect((await serviceStatus(slow, steps(platform))).installed).toBe(true);
  },
);

test("a service that does not end is told, and no new one is set up over it", async () => {
  const stuck = manager({ endsAfterLooks: 10_000 });
  await installService(stuck, steps("darwin"));

  await expect(installService(stuck, steps("darwin"))).rejects.toThrow("does not end");
});

test("a service that may not be taken away is told with the words of its manager", async () => {
  const closed = manager({ failsAt: "delete" });
  await installService(closed, steps("win32"));

  await expect(uninstallService(closed, steps("win32"))).rejects.toThrow("ended with 1 (no bus)");
});

test("Windows says that a service runs, in whatever language", () => {
  const { isRunning } = steps("win32");

  expect(isRunning("        STATE              : 4  RUNNING")).toBe(true);
  expect(isRunning("        ESTADO             : 4  RUNNING")).toBe(true);
  expect(isRunning("        STATE              : 3  STOP_PENDING")).toBe(false);
});
