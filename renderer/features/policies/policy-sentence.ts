import { say, spokenLanguage } from "#contract/words/say";
import { folderName } from "../../components/folder-name.ts";
import { rhythmSentence } from "../../components/schedule-sentence.ts";
import { keepFields, type PolicyForm } from "./policy-form.ts";

const listOf = (parts: readonly string[]) => new Intl.ListFormat(spokenLanguage()).format(parts);
const oneOf = (parts: readonly string[]) =>
  new Intl.ListFormat(spokenLanguage(), { type: "disjunction" }).format(parts);
const NAMED = 3;

/** The whole policy in one sentence, as a person would tell it. */
export function policySentence(
  form: PolicyForm,
  repositoryName: string | undefined,
  hostnames: readonly string[],
): string {
  const folders = form.include.map((path) => path.trim()).filter((path) => path !== "");
  const values = {
    what: folders.length === 0 ? say("nothing yet") : foldersOf(folders.map(folderName)),
    who: whoOf(form.labels, hostnames),
    where: repositoryName ?? say("a repository still to be chosen"),
    schedule: rhythmSentence(form.rhythm),
  };
  const waits = waitsFor(form);
  return [
    waits.length === 0
      ? say("Backs up {what} of {who} to {where}, {schedule}.", values)
      : say("Backs up {what} of {who} to {where}, {schedule}, {waits}.", { ...values, waits: listOf(waits) }),
    keepsWhat(form),
    form.enabled ? "" : say("It is switched off: nothing runs."),
  ]
    .filter((sentence) => sentence !== "")
    .join(" ");
}

function whoOf(labels: readonly string[], hostnames: readonly string[]): string {
  const parts = [
    ...(hostnames.length === 0 ? [] : [machinesOf(hostnames)]),
    ...(labels.length === 0 ? [] : [say("every machine with the label {label}", { label: oneOf(labels) })]),
  ];
  return parts.length === 0 ? say("no machine") : listOf(parts);
}

const foldersOf = (names: readonly string[]) =>
  names.length <= NAMED
    ? listOf(names)
    : say("{count, plural, one {# folder} other {# folders}}", { count: names.length });

const machinesOf = (names: readonly string[]) =>
  names.length <= NAMED
    ? listOf(names)
    : say("{count, plural, one {# machine} other {# machines}}", { count: names.length });

function waitsFor({ rhythm, conditions }: PolicyForm): string[] {
  if (rhythm.kind === "by-hand") return [];
  return [
    conditions.waitsOnBattery && say("not on battery"),
    conditions.waitsOnMetered && say("not on a metered network"),
    conditions.windows.length > 0 &&
      say("only from {times}", {
        times: listOf(conditions.windows.map(({ from, to }) => say("{from} to {to}", { from, to }))),
      }),
  ].filter((part) => part !== false);
}

function keepsWhat({ retention, keepWithin }: PolicyForm): string {
  const words: Record<keyof PolicyForm["retention"], string> = {
    keepLast: say("{count} last", { count: retention.keepLast }),
    keepHourly: say("{count} hourly", { count: retention.keepHourly }),
    keepDaily: say("{count} daily", { count: retention.keepDaily }),
    keepWeekly: say("{count} weekly", { count: retention.keepWeekly }),
    keepMonthly: say("{count} monthly", { count: retention.keepMonthly }),
    keepYearly: say("{count} yearly", { count: retention.keepYearly }),
  };
  const parts = keepFields.filter((field) => retention[field] !== "").map((field) => words[field]);
  const within = keepWithin.trim();
  if (within !== "") parts.push(say("everything of the last {period}", { period: within }));
  return parts.length === 0 ? say("Keeps every snapshot.") : say("Keeps {list}.", { list: listOf(parts) });
}
