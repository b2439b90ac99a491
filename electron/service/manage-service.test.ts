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

const steps = () =>
  serviceSteps(
    {
      scope: "user",
      command: ["/opt/holdfast/holdfast", "core"],
      dataDir: "/d",
      configDir: "/c",
      environment: { HOLDFAST_DATA_DIR: "/d" },
    },
    { platform: "linux", home, uid: 1_000, windowsHost: "" },
  );

/** A service manager that does what it is told, or fails at one word. */
function manager(failsAt = "never") {
  const run: RunCommandLine = async (line) => {
    ran.push(line.join(" "));
    const isFailing = line.includes(failsAt);
    return {
      code: isFailing ? 1 : 0,
      output: line.includes("is-active") ? "active" : isFailing ? "no bus" : "",
    };
  };
  return { run };
}

test("installing writes the definition and starts it; once more replaces it; uninstalling takes it away", async () => {
  const { path = "" } = steps().file ?? {};

  await installService(manager(), steps());
  const first = [...ran];
  await installService(manager(), steps());
  const installed = await serviceStatus(manager(), steps());
  const text = readFileSync(path, "utf8");
  const removed = await uninstallService(manager(), steps());

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
  expect(await uninstallService(manager(), steps())).toEqual({ wasThere: false });
});

test("a step that fails ends the set-up with its words", async () => {
  await expect(installService(manager("enable"), steps())).rejects.toThrow(
    "“systemctl --user enable holdfast.service” ended with 1 (no bus)",
  );
  expect(ran).not.toContain("systemctl --user restart holdfast.service");
});
