import { intervalOf, type Measured, type Target, verdictOn } from "./measure.ts";

export const HEAD = [
  "| what | measured against | target | ratio | interval | verdict |",
  "| --- | --- | --- | --- | --- | --- |",
].join("\n");

export function lineOf(measured: Measured): string {
  const interval = intervalOf(measured);
  const { median, low, high } = interval;
  const cells = [
    ...[measured.what, measured.against, targetWords(measured.target), figure(median)],
    ...[
      `${figure(low)} to ${figure(high)}`,
      judged(measured.target) ? verdictOn(interval, measured.target) : "-",
    ],
  ];
  return `| ${cells.join(" | ")} |`;
}

const judged = ({ atLeast, atMost }: Target) => atLeast !== undefined || atMost !== undefined;

function targetWords({ atLeast, atMost }: Target): string {
  return [atLeast !== undefined && `≥ ${atLeast}`, atMost !== undefined && `≤ ${atMost}`]
    .filter(Boolean)
    .join(", ");
}

function figure(ratio: number): string {
  if (ratio < 0.1) return ratio.toFixed(4);
  return ratio.toFixed(ratio < 10 ? 2 : 1);
}
