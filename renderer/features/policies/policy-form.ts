import type { Policy, PolicyDraft, Retention } from "#contract/policies";
import type { Id } from "#contract/values";
import { type Rhythm, readRhythm, writeRhythm } from "../../components/rhythm.ts";

/** An empty number field holds "". */
export type NumberField = number | "";

export const keepFields = [
  "keepLast",
  "keepHourly",
  "keepDaily",
  "keepWeekly",
  "keepMonthly",
  "keepYearly",
] as const;
export const limitFields = [
  "bandwidthUpKiBps",
  "bandwidthDownKiBps",
  "maxRuntimeSeconds",
  "stallSeconds",
  "readConcurrency",
] as const;

export type PolicyForm = {
  name: string;
  description: string;
  enabled: boolean;
  include: string[];
  optionalPaths: string[];
  excludeText: string;
  excludeCaches: boolean;
  oneFileSystem: boolean;
  repositoryId: string;
  rhythm: Rhythm;
  /** Blank: each machine's own. */
  timeZone: string;
  catchUp: boolean;
  jitterMinutes: NumberField;
  retention: Record<(typeof keepFields)[number], NumberField>;
  limits: Record<(typeof limitFields)[number], NumberField>;
  profile: Policy["profile"];
  compression: Policy["compression"];
  agentIds: Id[];
};

export function newPolicyForm(repositoryId: string, agentIds: Id[]): PolicyForm {
  return {
    name: "",
    description: "",
    enabled: true,
    include: [""],
    optionalPaths: [],
    excludeText: "",
    excludeCaches: true,
    oneFileSystem: false,
    repositoryId,
    rhythm: { kind: "hourly", minute: 0 },
    timeZone: "",
    catchUp: true,
    jitterMinutes: 5,
    retention: { ...pick({}, keepFields), keepHourly: 24, keepDaily: 7, keepWeekly: 5, keepMonthly: 12 },
    limits: pick({}, limitFields),
    profile: "desktop",
    compression: "auto",
    agentIds,
  };
}

export function policyFormOf(policy: Policy, agentIds: Id[]): PolicyForm {
  const { backup } = policy.schedules;
  return {
    name: policy.name,
    description: policy.description,
    enabled: policy.enabled,
    include: policy.include,
    optionalPaths: policy.optionalPaths,
    excludeText: policy.exclude.join("\n"),
    excludeCaches: policy.excludeOptions.caches,
    oneFileSystem: policy.excludeOptions.oneFileSystem,
    repositoryId: policy.repositoryId,
    rhythm: readRhythm(backup),
    timeZone: backup?.timeZone ?? "",
    catchUp: backup?.catchUp ?? true,
    jitterMinutes: backup?.jitterSeconds === undefined ? "" : backup.jitterSeconds / 60,
    retention: pick(policy.retention, keepFields),
    limits: pick(policy.limits, limitFields),
    profile: policy.profile,
    compression: policy.compression,
    agentIds,
  };
}

/** What is sent. Fields that the form does not show stay as they were read. */
export function policyDraft(form: PolicyForm, known?: Policy): PolicyDraft {
  const include = form.include.map((path) => path.trim());
  return {
    name: form.name,
    description: form.description,
    enabled: form.enabled,
    repositoryId: form.repositoryId,
    schedules: scheduleDraft(form),
    include,
    optionalPaths: form.optionalPaths.filter((path) => include.includes(path)),
    exclude: patterns(form.excludeText),
    // What this form does not show stays as it is.
    ...(known?.perOs && { perOs: known.perOs }),
    ...(known?.conditions && { conditions: known.conditions }),
    excludeOptions: {
      ...known?.excludeOptions,
      caches: form.excludeCaches,
      oneFileSystem: form.oneFileSystem,
    },
    retention: { ...keepWithin(known?.retention), ...filled(form.retention) },
    limits: filled(form.limits),
    compression: form.compression,
    profile: form.profile,
  };
}

export const patterns = (text: string): string[] =>
  text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");

function scheduleDraft({ rhythm, timeZone, jitterMinutes, catchUp }: PolicyForm): PolicyDraft["schedules"] {
  const written = writeRhythm(rhythm);
  if (written === undefined) return {};
  return {
    backup: {
      ...written,
      catchUp,
      ...(timeZone === "" ? {} : { timeZone }),
      ...(jitterMinutes === "" ? {} : { jitterSeconds: Math.round(jitterMinutes * 60) }),
    },
  };
}

function pick<Key extends string>(known: Partial<Record<Key, number | undefined>>, names: readonly Key[]) {
  return Object.fromEntries(names.map((name) => [name, known[name] ?? ""])) as Record<Key, NumberField>;
}

function filled<Key extends string>(fields: Record<Key, NumberField>): Partial<Record<Key, number>> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== "")) as Partial<
    Record<Key, number>
  >;
}

function keepWithin(retention: Retention = {}): Retention {
  return Object.fromEntries(Object.entries(retention).filter(([name]) => name.startsWith("keepWithin")));
}
