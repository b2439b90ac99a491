import { hash, randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { acknowledgeTask, appendLog, pollTasks, registerAgent, reportResult } from "#contract/agent-protocol";
import { createEnrolment } from "#contract/enrolments";
import { assignPolicy, createPolicy } from "#contract/policies";
import { createRepository } from "#contract/repositories";
import { listRuns } from "#contract/runs";
import type { TaskOffer } from "#contract/task";
import { createTask } from "#contract/tasks";
import { newPlace } from "../electron/cli/testing/holdfast-process.ts";
import { startWholeCore, until, type WholeCore } from "./whole-core.ts";

const CHUNK_BYTES = 256 * 1024;
const CHUNKS = (Number(process.env["HOLDFAST_LOG_MIB"] ?? 72) * 1024 * 1024) / CHUNK_BYTES;
/** By then the engine has compiled what it needs, and its heap has the size of this work. */
const WARM_UP_CHUNKS = 64;
const MOST_GROWTH_MIB = 64;

test.skipIf(process.platform !== "linux")(
  `a run that logs ${(CHUNKS * CHUNK_BYTES) / 1024 ** 2} MiB does not fill the memory of the core`,
  async (ctx) => {
    const core = await startWholeCore(newPlace({ HOLDFAST_NO_AGENT: "true" }));
    const { agentId, task, call } = await joinWithWork(core);
    const address = { id: agentId, taskId: task.taskId };
    const proof = { attempt: task.attempt, leaseToken: task.leaseToken };
    let before = 0;
    let most = 0;
    for (let seq = 0; seq < CHUNKS; seq += 1) {
      const text = Buffer.from(`${randomBytes(CHUNK_BYTES / 4).toString("hex")}\n`.padEnd(CHUNK_BYTES, "x"));
      const packed = gzipSync(text, { level: 1 });
      await call(appendLog, {
        params: address,
        body: {
          ...{ ...proof, seq, encoding: "gzip", lineCount: 2 },
          ...{ sha256: hash("sha256", text), data: packed.toString("base64") },
          // Without it the core unpacks what it takes.
          ...(seq % 2 === 0 && { dataSha256: hash("sha256", packed) }),
        },
      });
      if (seq === WARM_UP_CHUNKS) before = residentMib(core.pid);
      if (seq > WARM_UP_CHUNKS) most = Math.max(most, residentMib(core.pid));
    }
    const at = "2026-11-24T12:00:00.000Z";
    await call(reportResult, {
      params: address,
      body: { ...proof, outcome: "cancelled", startedAt: at, finishedAt: at },
    });

    const { items } = await core.call(listRuns, { query: { agent: agentId } });
    ctx.annotate(`${before.toFixed(0)} MiB after the warm-up, ${most.toFixed(0)} MiB at most`);
    expect(items[0]).toMatchObject({ logChunks: CHUNKS, logBytes: CHUNKS * CHUNK_BYTES });
    expect(items[0]?.logCutBytes).toBe(Math.max(0, (CHUNKS - 256) * CHUNK_BYTES));
    expect(most - before).toBeLessThan(MOST_GROWTH_MIB);
    await core.stop();
  },
  600_000,
);

function residentMib(pid: number): number {
  return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1]) / 1024;
}

/** A machine that has just taken a backup: any run will do. */
async function joinWithWork(core: WholeCore) {
  const { code } = await core.call(createEnrolment, { body: {} });
  const { agentId, agentKey = "" } = await core.callWith(code)(registerAgent, {
    body: {
      ...{ machineId: crypto.randomUUID(), hostname: "writer", os: "linux", osVersion: "1", arch: "x64" },
      ...{ appVersion: "0.1.0", resticVersion: "0.19.1", protocolVersion: 1, timeZone: "UTC" },
    },
  });
  const repository = await core.call(createRepository, {
    body: { kind: "fs", name: "Disk", path: "/mnt/nowhere", password: "open sesame" },
  });
  const policy = await core.call(createPolicy, {
    body: { name: "Noise", repositoryId: repository.id, include: ["/home/anna"] },
  });
  await core.call(assignPolicy, { params: { id: policy.id, agentId } });
  await core.call(createTask, { body: { kind: "backup", policyId: policy.id, agentId } });
  const call = core.callWith(agentKey);
  const { tasks } = await until(
    () => call(pollTasks, { params: { id: agentId }, query: { wait: 1 } }),
    (answer) => answer.tasks.length > 0,
    { what: "a task for the writer" },
  );
  const [task] = tasks as [TaskOffer];
  await call(acknowledgeTask, {
    params: { id: agentId, taskId: task.taskId },
    body: { attempt: task.attempt, leaseToken: task.leaseToken },
  });
  return { agentId, task, call };
}
