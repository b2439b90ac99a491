import { truncateSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { getStatus } from "#contract/status";
import { backupPath } from "../db/backup-files.ts";
import { writeBackup } from "../db/write-backup.ts";
import { joinMachine, openOrchestrator } from "../orchestrator-for-tests.ts";

test("a database that was brought back is a problem for two weeks, with the time that is missing", async () => {
  const orchestrator = await openOrchestrator();
  onTestFinished(() => orchestrator.close());
  await joinMachine(orchestrator);
  const file = join(orchestrator.dataDir, "holdfast.db");
  const backup = backupPath(orchestrator.dataDir, new Date("2026-11-20T08:00:00Z"));
  writeBackup(file, backup);

  await orchestrator.restart(() => truncateSync(file, 5_000));

  const { problems } = await orchestrator.admin(getStatus, { query: {} });
  expect(problems).toMatchObject([
    { severity: "at-risk", effect: expect.stringContaining("2026-11-20T08:00:00.000Z") },
  ]);
  orchestrator.pass(15 * 86_400_000);
  expect((await orchestrator.admin(getStatus, { query: {} })).problems).toEqual([]);
});
