import { once } from "node:events";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test, vi } from "vitest";
import { getMe } from "#contract/access";
import { getAgent } from "#contract/agents";
import { assignPolicy, createPolicy } from "#contract/policies";
import { createRepository } from "#contract/repositories";
import { listRuns } from "#contract/runs";
import { callTo, PATIENCE, watchShell } from "./testing/driven-shell.ts";
import {
  electronOfAnybody,
  environmentOfAnybody,
  reasonWithoutAnybody,
  startServiceCore,
} from "./testing/service-core.ts";
import { buildShell, freshHome, openScreen, reasonToSkip } from "./testing/shell.ts";

const reason = reasonToSkip() ?? reasonWithoutAnybody();
const note = reason === undefined ? "" : ` (skipped: ${reason})`;

test.skipIf(reason !== undefined)(
  `beside a service the app of somebody without rights starts no second core, shows how this computer is, backs it up and pauses that, and leaves the rest to an administrator${note}`,
  { timeout: 240_000 },
  async () => {
    buildShell();
    const screen = await openScreen();
    const [service, home] = [freshHome(), freshHome()];
    const core = startServiceCore(service);
    const call = await callTo(service);
    const before = service.admin();
    const shell = await watchShell(
      home,
      environmentOfAnybody(home, screen),
      electronOfAnybody(home, service),
    );
    onTestFinished(async () => {
      await shell.app.close().catch(() => undefined);
      await shell.ended;
      core.kill("SIGTERM");
      await once(core, "exit");
      screen.close();
      for (const one of [service, home]) one.remove();
    }, 90_000);
    const agentId = (await vi.waitUntil(async () => (await call(getMe, {})).localAgentId, PATIENCE)) ?? "";
    const source = join(service.dir, "Documents");
    mkdirSync(source);
    writeFileSync(join(source, "letter.txt"), "Dear Anna,\n");
    const disk = {
      kind: "fs",
      name: "Disk",
      path: join(service.dir, "disk"),
      password: "open sesame",
    } as const;
    const { id: repositoryId } = await call(createRepository, { body: disk });
    const policy = await call(createPolicy, { body: { name: "Documents", repositoryId, include: [source] } });
    await call(assignPolicy, { params: { id: policy.id, agentId } });

    await shell.choose("Back up now");
    const ended = await vi.waitUntil(async () => {
      const { items } = await call(listRuns, { query: { kind: "backup" } });
      return items.find(({ finishedAt }) => finishedAt !== null);
    }, PATIENCE);
    expect(ended.status).toBe("success");
    await shell.sees("This computer is protected.");

    await shell.choose("For 1 hour");
    await shell.sees("Resume backups (paused until ");
    expect((await call(getAgent, { params: { id: agentId } })).pausedUntil).not.toBeNull();
    await shell.choose("Resume backups");
    await shell.sees("Pause backups");

    const page = await shell.app.firstWindow();
    await page.getByLabel("Password").first().waitFor();
    expect(service.admin()).toEqual(before);
    expect(existsSync(join(home.dir, ".local", "share", "holdfast", "holdfast.db"))).toBe(false);
  },
);
