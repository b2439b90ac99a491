import type { Rhythm } from "./occurrence.ts";
import { parseCron, wallTimes } from "./wall-times.ts";

/** What is wrong with a schedule: it cannot be read, or the date it names is in no year. */
export type ScheduleFault = { code: "not-readable" | "never"; message: string };

const FIELDS = [
  { name: "minute", lowest: 0, highest: 59 },
  { name: "hour", lowest: 0, highest: 23 },
  { name: "day of month", lowest: 1, highest: 31 },
  { name: "month", lowest: 1, highest: 12 },
  { name: "day of week", lowest: 0, highest: 7 },
];
type Field = (typeof FIELDS)[number];

/** Finds what the contract's five-field form lets through; undefined for a schedule that will run. */
export function checkSchedule({ cron }: Rhythm): ScheduleFault | undefined {
  if (cron === undefined) return undefined;
  const parts = cron.trim().split(/\s+/);
  if (parts.length !== FIELDS.length) {
    return notReadable("A cron expression has five fields: minute, hour, day of month, month, day of week.");
  }
  for (const [index, field] of FIELDS.entries()) {
    const text = parts[index] ?? "";
    if (!isReadable(text, index)) return notReadable(`The ${field.name} field ${faultOf(text, field)}.`);
  }
  if (wallTimes(cron).next(Date.UTC(2000, 0)) !== undefined) return undefined;
  return {
    code: "never",
    message: "This never runs: no year has a day that fits. Choose another day or month.",
  };
}

function notReadable(message: string): ScheduleFault {
  return { code: "not-readable", message };
}

/** croner is the judge, one field at a time; it also takes `?` and `+`, which would contradict the words shown. */
function isReadable(text: string, index: number): boolean {
  if (!/^[\dA-Za-z*,/#-]+$/.test(text)) return false;
  try {
    parseCron(FIELDS.map((_, place) => (place === index ? text : "*")).join(" "));
    return true;
  } catch {
    return false;
  }
}

function faultOf(text: string, { lowest, highest }: Field): string {
  for (const term of text.split(",")) {
    if (term === "") return `has an empty place in its list "${text}"`;
    const [values = "", step] = term.split("/");
    const outside = values.match(/\d+/g)?.find((value) => Number(value) < lowest || Number(value) > highest);
    if (outside !== undefined) return `has ${outside}; use ${lowest} to ${highest}`;
    const [, first, last] = /^(\d+)-(\d+)$/.exec(values) ?? [];
    if (Number(first) > Number(last)) {
      return `has the range ${values}, which runs backwards; write ${first}-${highest},${lowest}-${last}`;
    }
    if (step !== undefined && !isStep(values, step, highest)) {
      return `has the step "${term}"; write */5 or ${lowest}-${highest}/5 with a step from 1 to ${highest}`;
    }
  }
  return `has "${text}", which is not understood; use ${lowest} to ${highest}, *, lists, ranges and steps`;
}

function isStep(values: string, step: string, highest: number): boolean {
  const isNumber = /^\d+$/.test(step) && Number(step) >= 1 && Number(step) <= highest;
  return isNumber && (values === "*" || values.includes("-"));
}
