import { readFileSync } from "node:fs";
import { join } from "node:path";
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

test("the page on operations names each of them", async () => {
  const page = readFileSync(join(import.meta.dirname, "../docs/operations.md"), "utf8");
  const metrics = createAgentMetrics({ results: () => 0, tasks: () => 0, monotonicMs: () => 0 });
  const names = [...(await metrics.text()).matchAll(/^# TYPE (\w+)/gm)].map(([, name]) => `\`${name}\``);

  expect(names).toHaveLength(5);
  expect(names.filter((name) => !page.includes(name))).toEqual([]);
});
