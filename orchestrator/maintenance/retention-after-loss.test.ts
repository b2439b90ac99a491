import { truncateSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { PruneSpec } from "#contract/maintenance";
import { makeKitFile } from "#contract/recovery";
import { createTask } from "#contract/tasks";
import { backupPath } from "../db/backup-files.ts";
import { openDatabaseForTests } from "../db/database-for-tests.ts";
import { writeBackup } from "../db/write-backup.ts";
import {
  changeFolderRepository,
  joinMachine,
  openOrchestrator,
  protect,
  type TestOrchestrator,
} from "../orchestrator-for-tests.ts";
import { openKit } from "../recovery/kit-file.ts";
import { recoverDatabase } from "../recovery/recover.ts";

let orchestrator: TestOrchestrator;
beforeEach(async () => {
  orchestrator = await openOrchestrator();
});
afterEach(() => orchestrator.close());

test("rules from an internal backup settle anew before anything is removed by them", async () => {
  const machine = await joinMachine(orchestrator);
  const { repository } = await protect(orchestrator, machine, { retention: { keepLast: 5 } });
  await changeFolderRepository(orchestrator, repository.id, { maintenance: { agentId: machine.agentId } });
  const file = join(orchestrator.dataDir, "holdfast.db");
  writeBackup(file, backupPath(orchestrator.dataDir, new Date(orchestrator.clock.ms)));
  orchestrator.pass(3 * 86_400_000);
  await orchestrator.restart(() => truncateSync(file, 20_480));
  await orchestrator.admin(createTask, { body: { kind: "prune", repositoryId: repository.id } });

  const { policies } = (await machine.take()).spec as PruneSpec;

  expect(policies).toMatchObject([{ retentionChangedAt: new Date(orchestrator.clock.ms).toISOString() }]);
});

test("so do those from a recovery kit", async () => {
  await protect(orchestrator, await joinMachine(orchestrator), { retention: { keepLast: 5 } });
  const { file, recoveryCode } = await orchestrator.admin(makeKitFile, {});
  const dataDir = await mkdtemp(join(tmpdir(), "holdfast-recovered-"));
  const now = new Date("2027-03-01T12:00:00.000Z");
  await recoverDatabase(dataDir, await openKit(file, recoveryCode), { beforeReady: () => undefined, now });

  const db = await openDatabaseForTests(dataDir);
  const policies = await db.read.selectFrom("policy").select("retention_changed_at").execute();
  await db.close();
  await rm(dataDir, { recursive: true });

  expect(policies).toEqual([{ retention_changed_at: now.toISOString() }]);
});
