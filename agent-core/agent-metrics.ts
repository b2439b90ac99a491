import { Counter, Gauge, Registry } from "prom-client";

type Now = { results: () => number; tasks: () => number; monotonicMs: () => number };

/** What the agent counts of itself, for whoever shows it: the agent has no door of its own. */
export function createAgentMetrics({ results, tasks, monotonicMs }: Now) {
  const registry = new Registry();
  const registers = [registry];
  const polls = new Counter({
    name: "holdfast_agent_polls_total",
    help: "Requests for tasks, by result",
    labelNames: ["result"],
    registers,
  });
  const heartbeats = new Counter({
    name: "holdfast_agent_heartbeats_total",
    help: "Heartbeats sent, by result",
    labelNames: ["result"],
    registers,
  });
  const sinceContact = new Gauge({
    name: "holdfast_agent_seconds_since_last_contact",
    help: "Since the orchestrator answered the last time; -1 before the first answer",
    registers,
  });
  const waiting = new Gauge({
    name: "holdfast_agent_results_waiting",
    help: "Results of runs that the orchestrator has not taken yet",
    registers,
  });
  const running = new Gauge({ name: "holdfast_agent_running_tasks", help: "Tasks at work", registers });
  let lastContactAt: number | undefined;
  const note = (counter: Counter<"result">, isGood: boolean) => {
    counter.inc({ result: isGood ? "ok" : "failed" });
    if (isGood) lastContactAt = monotonicMs();
  };

  return {
    notePoll: (isGood: boolean) => note(polls, isGood),
    noteHeartbeat: (isGood: boolean) => note(heartbeats, isGood),
    /** In the text form of Prometheus. */
    async text(): Promise<string> {
      sinceContact.set(lastContactAt === undefined ? -1 : (monotonicMs() - lastContactAt) / 1_000);
      waiting.set(results());
      running.set(tasks());
      return await registry.metrics();
    },
  };
}

export type AgentMetrics = ReturnType<typeof createAgentMetrics>;
