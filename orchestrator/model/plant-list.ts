/** A fault that is planted into a copy of the orchestrator: `from` in that file becomes `to`. */
export type Plant = { breaks: string; file: string; from: string; to: string };

export const plants: readonly Plant[] = [
  {
    breaks: "1: a report is answered and kept as another one",
    file: "orchestrator/runs/close-run.ts",
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
    from: "return { runId: log.id, nextSeq: log.log_chunks, added: false };",
    to: "return { runId: log.id, nextSeq: Math.max(seq + 1, log.log_chunks), added: false };",
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
    from: "const isNews = !isOvertaken(before.facts, beat);",
    to: "const isNews = true;",
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
    file: "orchestrator/tick-work.ts",
    from: "=> takeBackFuture(tick)",
    to: "=> Promise.resolve()",
  },
  {
    breaks: "3: an old date at the start is believed",
    file: "orchestrator/schedule/ticker.ts",
    from: "const isClockSure = wallGap < 0 || mono - startedAtMs >= CLOCK_SURE_AFTER_MS;",
    to: "const isClockSure = mono >= startedAtMs;",
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
    from: "to: agent.status, reason });\n  return agent;",
    to: "to: agent.status, reason: key });\n  return agent;",
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
