import type { SimulationOptions } from "./options.ts";
import type { Figures } from "./simulation.ts";
import type { Times } from "./times.ts";

const TARGETS = { p99Ms: 250, memoryBytes: 350 * 1024 ** 2 };

/** For people, and as Markdown. The targets are those of docs/performance.md. */
export function describeFigures(options: SimulationOptions, figures: Figures): string {
  const { agents, minutes, tls, postgres, seed } = options;
  const { core, machine, requests, prompt } = figures;
  const faults = Object.entries(figures.errors);
  return [
    `${agents} machines for ${minutes} minutes over ${tls ? "TLS" : "HTTP"}${postgres ? ", on PostgreSQL" : ""} (seed ${seed})`,
    "",
    "| request | count | median ms | p99 ms | longest ms |",
    "| --- | --- | --- | --- | --- |",
    ...Object.entries(figures.times).map(([name, times]) => lineOf(name, times)),
    "",
    `${requests} requests, ${figures.askedToWait} asked to wait, ${figures.overtaken} refused as overtaken, ${figures.closedIdle} connections closed while idle, ${figures.whileAway} broken by the restart, ${errorCount(figures)} errors`,
    ...faults.map(([what, count]) => `  ${count} × ${what}`),
    `${figures.running.toFixed(1)} tasks at once on average, ${figures.kept} ended and were acknowledged; the history has ${figures.runs} runs, ${figures.wrong.length} of them wrong`,
    ...figures.wrong.slice(0, 20).map((one) => `  ${one}`),
    `core: ${(core.cpuShare * 100).toFixed(1)} % of one core (${Math.round((core.cpuSeconds * 1e6) / requests)} µs a request), ${mib(core.peakMemoryBytes)} MiB at most, ${core.errorLines.length} errors in its log; its simplest answer took ${ms(core.probe.median)} ms in the median, p99 ${ms(core.probe.p99)}, longest ${ms(core.probe.longest)}`,
    ...core.errorLines.slice(0, 5).map((line) => `  ${line.slice(0, 500)}`),
    `this computer meanwhile: a write to its disk took ${ms(machine.disk.median)} ms in the median, p99 ${ms(machine.disk.p99)}, longest ${ms(machine.disk.longest)}; this program was late by ${ms(machine.longestStallMs)} ms at most`,
    "",
    "| what | target | reached | ratio | verdict |",
    "| --- | --- | --- | --- | --- |",
    verdictLine("errors", "0", errorCount(figures), 0),
    verdictLine("p99 of requests that do not wait, ms", "≤ 250", Math.round(prompt.p99), TARGETS.p99Ms),
    ...(figures.back === undefined
      ? []
      : [verdictLine("everybody back after a restart, s", "≤ 10", Math.round(figures.back / 100) / 10, 10)]),
    `| p99 of them, ms | p99 of a write to the disk | ${ms(prompt.p99)} / ${ms(machine.disk.p99)} | ${(prompt.p99 / machine.disk.p99).toFixed(2)} | - |`,
    verdictLine(
      "memory of the core at most, MiB",
      "≤ 350",
      mib(core.peakMemoryBytes),
      mib(TARGETS.memoryBytes),
    ),
  ].join("\n");
}

/** What must never be, on however busy a machine. */
export function isSound(figures: Figures): boolean {
  return errorCount(figures) === 0 && figures.wrong.length === 0 && figures.core.errorLines.length === 0;
}

const errorCount = ({ errors }: Figures) => Object.values(errors).reduce((all, count) => all + count, 0);
const ms = (value: number) => value.toFixed(value < 10 ? 1 : 0);
const mib = (bytes: number) => Math.round(bytes / 1024 ** 2);

function lineOf(name: string, { count, median, p99, longest }: Times): string {
  return `| ${name} | ${count} | ${median.toFixed(1)} | ${p99.toFixed(1)} | ${longest.toFixed(1)} |`;
}

function verdictLine(what: string, target: string, reached: number, most: number): string {
  const ratio = most === 0 ? "-" : (reached / most).toFixed(2);
  return `| ${what} | ${target} | ${reached} | ${ratio} | ${reached <= most ? "pass" : "fail"} |`;
}
