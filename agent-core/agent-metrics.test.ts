import { expect, test } from "vitest";
import { createAgentMetrics } from "./agent-metrics.ts";

test("contacts, failures and what waits are told in the text form of Prometheus", async () => {
  let time = 0;
  const metrics = createAgentMetrics({ results: () => 2, tasks: () => 1, monotonicMs: () => time });
  const before = await metrics.text();

  metrics.notePoll(true);
  time = 30_000;
  metrics.notePoll(false);
  metrics.noteHeartbeat(false);
  const after = await metrics.text();

  expect(before).toContain("holdfast_agent_seconds_since_last_contact -1");
  for (const line of [
    'holdfast_agent_polls_total{result="ok"} 1',
    'holdfast_agent_polls_total{result="failed"} 1',
    'holdfast_agent_heartbeats_total{result="failed"} 1',
    "holdfast_agent_seconds_since_last_contact 30",
    "holdfast_agent_results_waiting 2",
    "holdfast_agent_running_tasks 1",
  ])
    expect(after).toContain(`${line}\n`);
});
