import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { assignPolicy, createPolicy } from "#contract/policies";
import { createRepository } from "#contract/repositories";
import { getRun, listRuns } from "#contract/runs";
import { listSnapshots } from "#contract/snapshots";
import { createTask, getTask } from "#contract/tasks";
import { newPlace } from "../electron/cli/testing/holdfast-process.ts";
import { buildProgram } from "./bench/installed-program.ts";
import { randomFrom } from "./random.ts";
import { startWholeCore, until, untilEnded, type WholeCore } from "./whole-core.ts";
import { joinWriter, reportEnd, wholeLog, writeUntilCut } from "./writing-machine.ts";

const KILLS = Number(process.env["HOLDFAST_KILLS"] ?? 5);
/** Building the program as it is installed takes some seconds, and spares one with each start. */
const IS_LONG = KILLS >= 50;
const SEED = Number(process.env["HOLDFAST_SEED"] ?? Date.now() % 1_000_000);

test(
  `nothing acknowledged is lost when the core is killed ${KILLS} times in mid-backup (seed ${SEED})`,
  async (ctx) => {
    const random = randomFrom(SEED);
    const place = newPlace({ HOLDFAST_RESTIC: process.env["HOLDFAST_RESTIC"] });
    if (IS_LONG) place.program = await buildProgram(place.folder);
    let core = await startWholeCore(place);
    const policyId = await protectSlowly(core, place.folder);
    const writer = await joinWriter(core, policyId);
    for (let kill = 1; kill <= KILLS; kill += 1) {
      await untilBackupRuns(core, policyId);
      const writing = writeUntilCut(writer);
      await new Promise((resolve) => setTimeout(resolve, 200 + random() * 1_500));
      await core.kill();
      await writing;
      core = await startWholeCore(place);
      writer.call = core.callWith(writer.key);
    }

    const last = await core.call(createTask, { body: { kind: "backup", policyId } });
    expect(await untilEnded(core.call, last.id, 120)).toMatchObject({ status: "succeeded" });
    const { items: runs } = await core.call(listRuns, {
      query: { policy: policyId, agent: core.agentId, limit: 200 },
    });
    const statuses = runs.map((run) => run.status);
    expect(statuses.filter((status) => status === "interrupted")).toHaveLength(KILLS);
    expect(new Set(statuses)).toEqual(new Set(["success", "interrupted"]));
    expect(runs[0]?.snapshotId).toMatch(/^[0-9a-f]{64}$/);

    // The last kill may have come between the commit of a chunk and its answer: a writer sends such a chunk again.
    await writeUntilCut(writer, writer.acknowledged.length + 1);
    await reportEnd(writer);
    const { items: writerRuns } = await core.call(listRuns, {
      query: { agent: writer.agentId, kind: "backup" },
    });
    expect(writerRuns).toMatchObject([{ status: "success" }]);
    expect(await wholeLog(core.call, writerRuns[0]?.id ?? "")).toEqual(writer.acknowledged);
    ctx.annotate(`${writer.acknowledged.length} acknowledged chunks, ${KILLS} kills, seed ${SEED}`);

    const run = await core.call(getRun, { params: { id: runs[0]?.id ?? "" } });
    const { items: snapshots } = await core.call(listSnapshots, {
      params: { id: run.repositoryId },
      query: {},
    });
    expect(snapshots.some((snapshot) => snapshot.id === run.snapshotId)).toBe(true);
    await core.stop();
  },
  600_000 + KILLS * 60_000,
);

/** A backup that runs: the next attempt of the last one, or a new one where that was given up after too many crashes. */
async function untilBackupRuns(core: WholeCore, policyId: string): Promise<void> {
  const { id } = await core.call(createTask, { body: { kind: "backup", policyId } });
  await until(
    () => core.call(getTask, { params: { id } }),
    (task) => task.status === "running",
    { what: "the start of a backup" },
  );
}

/** Big enough, and throttled, so that a kill finds restic at work. */
async function protectSlowly(core: WholeCore, folder: string): Promise<string> {
  const source = join(folder, "source");
  mkdirSync(source);
  for (let index = 0; index < 8; index += 1) {
    writeFileSync(
      join(source, `noise-${index}`),
      Buffer.from(crypto.getRandomValues(new Uint8Array(65_536))),
    );
    for (let part = 0; part < 15; part += 1) {
      writeFileSync(
        join(source, `noise-${index}`),
        Buffer.from(crypto.getRandomValues(new Uint8Array(65_536))),
        { flag: "a" },
      );
    }
  }
  const repository = await core.call(createRepository, {
    body: { kind: "fs", name: "Disk", path: join(folder, "repository"), password: "open sesame" },
  });
  const policy = await core.call(createPolicy, {
    body: {
      name: "Noise",
      repositoryId: repository.id,
      include: [source],
      limits: { bandwidthUpKiBps: 2_000 },
    },
  });
  await core.call(assignPolicy, { params: { id: policy.id, agentId: core.agentId } });
  return policy.id;
}
