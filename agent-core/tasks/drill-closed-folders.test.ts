import { chmod, mkdir, readdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { startAgent } from "../start.ts";
import { offerOf } from "../testing/offers.ts";
import { silentLog } from "../testing/silent-log.ts";
import { startSmallOrchestrator } from "../testing/small-orchestrator.ts";
import { makeStage, makeTemplate, type Stage } from "../testing/stage.ts";
import { runDrill } from "./drill.ts";

const isRoot = process.getuid?.() === 0;
const NOBODY = 65_534;
let template: Awaited<ReturnType<typeof makeTemplate>>;
let stage: Stage;

/** Root may delete from any folder; a person's core is not root. */
const become = (uid: number) => void (isRoot && process.seteuid?.(uid));

beforeAll(async () => {
  become(NOBODY);
  template = await makeTemplate();
  stage = await makeStage(template);
});
beforeEach(() => become(NOBODY));
afterAll(async () => {
  become(0);
  await stage.clear();
  await rm(template.dir, { recursive: true });
});

const tmp = (...names: string[]) => join(stage.dir, "agent/tmp", ...names);
const leftOfDrills = async () => (await readdir(tmp())).filter((name) => name.startsWith("drill"));

/** As Go leaves the folders of its modules. */
async function makeClosedFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, "main.go"), "package main\n");
  await chmod(folder, 0o555);
}

async function startOnce(): Promise<void> {
  const orchestrator = await startSmallOrchestrator();
  try {
    const agent = await startAgent({
      dataDir: join(stage.dir, "agent"),
      connection: orchestrator.connection,
      enrolmentCode: async () => "code",
      appVersion: "0.1.0",
      resticCandidates: ["restic"],
      log: silentLog,
      pollWaitSeconds: 1,
    });
    await agent.stop();
  } finally {
    await orchestrator.stop();
  }
}

test.skipIf(process.platform === "win32")(
  "a drill deletes what it restored also out of folders that nobody may write (not on Windows)",
  async () => {
    await makeClosedFolder(join(stage.source, "go/pkg/mod/example.org@v1.0.0"));
    const { snapshotId = "" } = await stage.backup([stage.source]);

    const end = await stage.perform(
      (context) => runDrill({ neverRead: [] }, context),
      offerOf({
        kind: "drill",
        repository: stage.repository,
        spec: { snapshotId, compareLive: true, files: 10, mostBytes: 1_000_000 },
      }),
    );

    expect(end).toMatchObject({ outcome: "success", summary: { filesVerified: 2 } });
    expect(await leftOfDrills()).toEqual([]);
  },
);

test.skipIf(process.platform === "win32")(
  "a start deletes what a killed drill left in folders that nobody may write (not on Windows)",
  async () => {
    await makeClosedFolder(tmp("drill-killed", "mod"));

    await startOnce();

    expect(await leftOfDrills()).toEqual([]);
  },
);

test.skipIf(process.platform === "win32" || !isRoot)(
  "what cannot be deleted keeps the agent from no start, and the rest goes (only as root, who alone can make such)",
  async () => {
    become(0);
    await makeClosedFolder(tmp("drill-of-root", "mod"));
    become(NOBODY);
    await mkdir(tmp("drill-of-somebody"));

    await startOnce();

    expect(await leftOfDrills()).toEqual(["drill-of-root"]);
  },
);
