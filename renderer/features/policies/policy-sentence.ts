import { tokenOf } from "#contract/source-path";
import { rhythmSentence } from "../../components/schedule-sentence.ts";
import { plural } from "../../format/plural.ts";
import type { PolicyForm } from "./policy-form.ts";

const list = new Intl.ListFormat("en");
const either = new Intl.ListFormat("en", { type: "disjunction" });
const NAMED = 3;

/** The whole policy in one sentence, as a person would tell it. */
export function policySentence(
  form: PolicyForm,
  repositoryName: string | undefined,
  hostnames: readonly string[],
): string {
  const folders = form.include.map((path) => path.trim()).filter((path) => path !== "");
  const what = folders.length === 0 ? "nothing yet" : named(folders.map(folderName), "folder");
  const who = whoOf(form.labels, hostnames);
  const where = repositoryName ?? "a repository still to be chosen";
  const waits = waitsFor(form);
  const keeps = keepsWhat(form);
  const off = form.enabled ? "" : " It is switched off: nothing runs.";
  return `Backs up ${what} of ${who} to ${where}, ${rhythmSentence(form.rhythm)}${waits}.${keeps}${off}`;
}

function whoOf(labels: readonly string[], hostnames: readonly string[]): string {
  const parts = [
    ...(hostnames.length === 0 ? [] : [named(hostnames, "machine")]),
    ...(labels.length === 0 ? [] : [`every machine with the label ${either.format(labels)}`]),
  ];
  return parts.length === 0 ? "no machine" : list.format(parts);
}

function named(names: readonly string[], one: string): string {
  return names.length <= NAMED ? list.format(names) : plural(names.length, one);
}

/** `{documents}/Taxes` reads Documents/Taxes. */
function folderName(path: string): string {
  const found = tokenOf(path);
  if (found === undefined) return path;
  const name =
    found.token === "home" ? "the home folder" : found.token.charAt(0).toUpperCase() + found.token.slice(1);
  return name + found.rest;
}

function waitsFor({ rhythm, conditions }: PolicyForm): string {
  if (rhythm.kind === "by-hand") return "";
  const parts = [
    conditions.waitsOnBattery && "not on battery",
    conditions.waitsOnMetered && "not on a metered network",
    conditions.windows.length > 0 &&
      `only from ${list.format(conditions.windows.map(({ from, to }) => `${from} to ${to}`))}`,
  ].filter((part) => part !== false);
  return parts.length === 0 ? "" : `, ${list.format(parts)}`;
}

const keepWords = [
  ["keepLast", "last"],
  ["keepHourly", "hourly"],
  ["keepDaily", "daily"],
  ["keepWeekly", "weekly"],
  ["keepMonthly", "monthly"],
  ["keepYearly", "yearly"],
] as const;

function keepsWhat({ retention, keepWithin }: PolicyForm): string {
  const parts = keepWords
    .filter(([field]) => retention[field] !== "")
    .map(([field, word]) => `${retention[field]} ${word}`);
  if (keepWithin.trim() !== "") parts.push(`everything of the last ${keepWithin.trim()}`);
  return parts.length === 0 ? " Keeps every snapshot." : ` Keeps ${list.format(parts)}.`;
}
