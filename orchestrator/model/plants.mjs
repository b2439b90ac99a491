// Plants one fault at a time into a copy of the orchestrator and expects the model test to find it.
import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const plants = [
  {
    breaks: "1: a report is answered and kept as another one",
    file: "orchestrator/runs/finish-run.ts",
    from: "status: report.outcome,",
    to: 'status: report.outcome === "warning" ? "success" : report.outcome,',
  },
  {
    breaks: "1: a report that comes twice is refused",
    file: "orchestrator/runs/finish-run.ts",
    from: "known?.report_hash === reportHash",
    to: "known?.report_hash === reportHash && known.finished_at === null",
  },
  {
    breaks: "1: a chunk of log is answered and thrown away",
    file: "orchestrator/runs/append-log.ts",
    from: "if (chunk.seq !== run.log_chunks) return",
    to: "if (chunk.seq > run.log_chunks) return { nextSeq: chunk.seq + 1, added: false };\n  if (chunk.seq !== run.log_chunks) return",
  },
  {
    breaks: "2: one policy is worked on twice at once",
    file: "orchestrator/tasks/repository-lease.ts",
    from: "one.kind === two.kind &&",
    to: "one.kind !== two.kind &&",
  },
  {
    breaks: "2: a backup is let in beside an exclusive task",
    file: "orchestrator/tasks/repository-lease.ts",
    from: '"unlock", "init"]',
    to: '"unlock"]',
  },
  {
    breaks: "2: a late heartbeat takes running work away",
    file: "orchestrator/agents/heartbeat.ts",
    from: "isOvertaken(factsOf(before), beat) ? [] : ",
    to: "",
  },
  {
    breaks: "3: slots that came due at the moment of a removal vanish",
    file: "orchestrator/policies/assign-policy.ts",
    from: "await settleDue(tx, { policyId, agentId }, now);",
    to: "",
  },
  {
    breaks: "3: what was missed is not written down",
    file: "orchestrator/schedule/enter-due.ts",
    from: 'if (decision.outcome === "run") return [];',
    to: 'if (decision.outcome !== "skipped") return [];',
  },
  {
    breaks: "3: a slot stays open when its task has ended",
    file: "orchestrator/tasks/cancel-task.ts",
    from: "if (!isHeld) await endSlot",
    to: "if (isHeld) await endSlot",
  },
  {
    breaks: "3: no day is planned after the clock was set back",
    file: "orchestrator/schedule/enqueue-due.ts",
    from: "await takeBackFuture(db, now);",
    to: "",
  },
  {
    breaks: "4: the report of a stale attempt counts",
    file: "orchestrator/runs/finish-run.ts",
    from: "if (!isCurrent || (known !== undefined && known.finished_at !== null)) {",
    to: "if (!isCurrent && task.finished_at !== null) {",
  },
  {
    breaks: "5: a dead lease is not noticed",
    file: "orchestrator/tasks/leases.ts",
    from: "return (endsAt.get(taskId) ?? 0) > monotonicMs();",
    to: "return true || (endsAt.get(taskId) ?? 0) > monotonicMs();",
  },
  {
    breaks: "6: a key outlives its machine",
    file: "orchestrator/agents/revoke-agent.ts",
    from: '.set({ status: "revoked", key_hash: null, reachability: "offline" })',
    to: '.set({ reachability: "offline" })',
  },
  {
    breaks: "6: a machine sees the tasks of others",
    file: "orchestrator/tasks/claim-tasks.ts",
    from: '.where("agent_id", "=", agentId)\n    .where("finished_at", "is", null)',
    to: '.where("finished_at", "is", null)',
  },
  {
    breaks: "7: a key is kept in clear",
    file: "orchestrator/agents/register-agent.ts",
    from: "restic_host: body.hostname,",
    to: "restic_host: agentKey,",
  },
  {
    breaks: "7: a key is logged",
    file: "orchestrator/agents/agent-protocol.routes.ts",
    from: "{ agentId: agent.id, hostname: agent.hostname,",
    to: "{ agentId: agent.id, agentKey, hostname: agent.hostname,",
  },
  {
    breaks: "states: a task that ended by a warning is called succeeded",
    file: "orchestrator/tasks/retry-rules.ts",
    from: 'return { status: "warning", reason: null };',
    to: 'return { status: "succeeded", reason: null };',
  },
  {
    breaks: "progress: an offer whose reply got lost is never made again",
    file: "orchestrator/tasks/claim-tasks.ts",
    from: 'eb("status", "=", "offered"),',
    to: 'eb("status", "=", "offered-once"),',
  },
];

const root = new URL("../..", import.meta.url).pathname;
const wanted = process.argv[2];
let survivors = 0;
for (const plant of plants) {
  if (wanted !== undefined && !plant.breaks.includes(wanted)) continue;
  const verdict = tryPlant(plant);
  if (!verdict.startsWith("found")) survivors += 1;
  process.stdout.write(`${plant.breaks}: ${verdict}\n`);
}
process.exitCode = survivors === 0 ? 0 : 1;

function tryPlant({ file, from, to }) {
  const copy = mkdtempSync(join(tmpdir(), "holdfast-plant-"));
  try {
    for (const part of ["orchestrator", "contract", "package.json", "vitest.config.ts"]) {
      cpSync(join(root, part), join(copy, part), { recursive: true });
    }
    symlinkSync(join(root, "node_modules"), join(copy, "node_modules"));
    const source = readFileSync(join(copy, file), "utf8");
    if (!source.includes(from)) return `NOT PLANTED: ${file} has changed`;
    writeFileSync(
      join(copy, file),
      source.replace(from, () => to),
    );
    return runModel(copy);
  } finally {
    rmSync(copy, { recursive: true });
  }
}

function runModel(cwd) {
  const env = { HOLDFAST_MODEL_RUNS: "200", HOLDFAST_SEED: "1", HOLDFAST_SHRINK: "no", ...process.env };
  const startedAt = performance.now();
  const { status, stdout, stderr } = spawnSync(
    "npx",
    ["vitest", "run", "--project", "unit", "orchestrator/model"],
    {
      cwd,
      env: { ...env, NO_COLOR: "1" },
      encoding: "utf8",
    },
  );
  const seconds = Math.round((performance.now() - startedAt) / 1_000);
  if (status === 0) return `SURVIVED ${seconds} s`;
  const reason = /Caused by: (?:\w*Error: )*(.{0,160})/.exec(stdout + stderr)?.[1] ?? "for an unknown reason";
  return `found after ${/failed after (\d+)/.exec(stdout + stderr)?.[1] ?? "?"} runs, ${seconds} s: ${reason.replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, "…")}`;
}
