import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { getMe } from "#contract/access";
import { getAgent } from "#contract/agents";
import type { Call } from "#contract/call";
import { createEnrolment } from "#contract/enrolments";
import { setLan } from "#contract/lan";
import { assignPolicy, createPolicy } from "#contract/policies";
import { reportPower } from "#contract/power";
import { createRepository, type RepositoryInput, replaceRepository } from "#contract/repositories";
import { listRuns } from "#contract/runs";
import { getMetrics } from "#contract/status";
import { joinUpstream, leaveUpstream } from "#contract/upstream";
import { startTestCore } from "../cli/testing/holdfast-process.ts";
import { callTo, type DrivenShell, driveShell, PATIENCE } from "./testing/driven-shell.ts";
import {
  buildShell,
  environmentOf,
  freshHome,
  type Home,
  launchShell,
  openScreen,
  reasonToSkip,
  type Screen,
} from "./testing/shell.ts";

const reason = reasonToSkip();
const note = reason === undefined ? "" : ` (skipped: ${reason})`;

/** One life of the app, as a person lives it: each scene goes on where the one before ended. */
describe.skipIf(reason !== undefined)(
  `a day with the app in a real Electron${note}`,
  { timeout: 180_000 },
  () => {
    let screen: Screen;
    let home: Home;
    let shell: DrivenShell & { call: Call };
    let agentId: string;
    let repositoryId: string;
    let disk: RepositoryInput & { kind: "fs" };

    beforeAll(async () => {
      buildShell();
      screen = await openScreen();
      home = freshHome();
      shell = await driveShell(home, screen);
      agentId = (await vi.waitUntil(readyAgent, PATIENCE)) ?? "";
    }, 180_000);
    afterAll(async () => {
      await shell?.app.close().catch(() => undefined);
      await shell?.ended;
      screen?.close();
      home?.remove();
    }, 60_000);

    const readyAgent = async () => (await shell.call(getMe, {})).localAgentId ?? undefined;

    const pageOf = async (path: string) =>
      await vi.waitUntil(
        () => shell.app.windows().some((page) => new URL(page.url()).pathname === path),
        PATIENCE,
      );

    async function endedRuns(count: number) {
      return await vi.waitUntil(async () => {
        const { items } = await shell.call(listRuns, { query: {} });
        return items.length >= count && items.every(({ finishedAt }) => finishedAt !== null)
          ? items
          : undefined;
      }, PATIENCE);
    }

    test("at the first start the window shows the UI and the tray offers to protect a folder", async () => {
      const page = await shell.app.firstWindow();
      await page.getByText("Holdfast").first().waitFor();

      await shell.sees("Protect a folder…");

      expect(await shell.menu()).toEqual(
        expect.arrayContaining(["Open Holdfast", "Copy diagnostics", "Quit"]),
      );
      await shell.choose("Protect a folder…");
      expect(await pageOf("/welcome")).toBe(true);
    });

    test("back up now in the tray makes a backup", async () => {
      const source = join(home.dir, "Documents");
      mkdirSync(source);
      writeFileSync(join(source, "letter.txt"), "Dear Anna,\n");
      const password = "open sesame";
      disk = { kind: "fs", name: "Disk", path: join(home.dir, "disk"), password, perAgent: false };
      repositoryId = (await shell.call(createRepository, { body: disk })).id;
      const body = { name: "Documents", repositoryId, include: [source] };
      const policy = await shell.call(createPolicy, { body });
      await shell.call(assignPolicy, { params: { id: policy.id, agentId } });

      await shell.choose("Back up now");

      const [run] = await endedRuns(1);
      expect(run).toMatchObject({ status: "success", origin: "manual" });
      await shell.sees("This computer is protected.");
    });

    test("a failure is shown with its fix, and is gone when it is fixed", async () => {
      await shell.call(replaceRepository, {
        params: { id: repositoryId },
        body: { ...disk, path: join(home.dir, "unplugged") },
      });
      await shell.choose("Back up now");
      await endedRuns(2);

      await shell.sees("1 problem");
      const fix = (await shell.menu()).find((label) => label.includes(" — ")) ?? "";
      await shell.choose(fix);
      const [failed] = await endedRuns(2);
      expect(failed?.failure?.code).toBe("repository-missing");
      expect(await pageOf(fix.endsWith("Fix…") ? "/repositories" : `/runs/${failed?.id}`)).toBe(true);

      await shell.call(replaceRepository, { params: { id: repositoryId }, body: disk });
      await shell.choose("Back up now");
      await endedRuns(3);
      await vi.waitUntil(async () => !(await shell.menu()).includes("1 problem"), PATIENCE);
    });

    test("a pause has an end, and can be ended before", async () => {
      await shell.choose("For 1 hour");
      await shell.sees("Resume backups (paused until ");
      const paused = await shell.call(getAgent, { params: { id: agentId } });

      await shell.choose("Resume backups");
      await shell.sees("Pause backups");

      const minutes = (Date.parse(paused.pausedUntil ?? "") - Date.now()) / 60_000;
      expect(minutes).toBeGreaterThan(50);
      expect(minutes).toBeLessThanOrEqual(60);
      expect((await shell.call(getAgent, { params: { id: agentId } })).pausedSince).toBeNull();
    });

    test("a sleep and a waking are told to the core", async () => {
      await shell.app.evaluate(({ powerMonitor }) => {
        powerMonitor.emit("suspend");
        powerMonitor.emit("resume");
      });

      await vi.waitUntil(() => home.log().includes("The computer has woken up."), PATIENCE);
      const { url, token } = home.admin() ?? {};
      const told = async () => {
        const reply = await fetch(`${url}${getMetrics.path}`, {
          headers: { authorization: `Bearer ${token}` },
        });
        return (await reply.text()).includes(reportPower.path);
      };
      expect(await vi.waitUntil(told, PATIENCE)).toBe(true);
    });

    test("orchestrator mode adds the fleet and the way to add a computer", async () => {
      await shell.call(setLan, { body: { enabled: true, host: "127.0.0.1", port: 0 } });

      expect(await shell.sees("Fleet: ")).toBe("Fleet: 1 protected");
      await shell.choose("Add a computer…");
      expect(await pageOf("/agents")).toBe(true);

      await shell.call(setLan, { body: { enabled: false } });
      await vi.waitUntil(async () => !(await shell.menu()).includes("Add a computer…"), PATIENCE);
    });

    test("agent mode shows who looks after this computer, and no longer once it has left", async () => {
      const studio = freshHome();
      const place = { folder: studio.dir, variables: environmentOf(studio, screen) };
      const upstream = await startTestCore(place, "--lan", "127.0.0.1:0");
      const { joinCode } = await (await callTo(studio))(createEnrolment, { body: {} });
      const { name } = await shell.call(joinUpstream, { body: { joinCode } });

      expect(await shell.sees("Managed by ")).toBe(`Managed by ${name} (online)`);

      await shell.call(leaveUpstream, {});
      await vi.waitUntil(
        async () => !(await shell.menu()).some((label) => label.startsWith("Managed by ")),
        PATIENCE,
      );
      await upstream.stop();
      studio.remove();
    });

    test("a link opens its page in the window that is there, and one that does more opens none", async () => {
      await launchShell(home, screen, "holdfast://policies").ended;
      expect(await pageOf("/policies")).toBe(true);

      await launchShell(home, screen, "holdfast://api/v1/me").ended;

      expect(shell.app.windows().every((page) => !page.url().includes("/api/"))).toBe(true);
    });

    test("quitting during a run asks, finishes it, and leaves no core behind", async () => {
      writeFileSync(
        join(home.dir, "Documents", "noise.bin"),
        new Uint8Array(40_000_000).map(() => Math.random() * 256),
      );
      await shell.app.evaluate(({ dialog }) => {
        dialog.showMessageBox = async () => ({ response: 0, checkboxChecked: false });
      });
      const pid = home.admin()?.pid ?? 0;
      await shell.choose("Back up now");
      await shell.sees("Backing up Documents");

      await shell.choose("Quit");

      expect(await shell.ended).toBe(0);
      expect(() => process.kill(pid, 0)).toThrow("ESRCH");
    });
  },
);
