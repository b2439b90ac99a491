import type { Policy, PolicyDraft, PolicyInput, Retention } from "#contract/policies";
import type { Id } from "#contract/values";
import { type Rhythm, readRhythm, writeRhythm } from "../../components/rhythm.ts";
import { type ConditionForm, conditionDraft, conditionFormOf } from "./condition-form.ts";
import { filled, type NumberField, pick } from "./number-field.ts";
import { lines, type SystemForms, systemFormsOf, systemsDraft } from "./system-form.ts";

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
export type LimitField = (typeof limitFields)[number];

export type PolicyForm = {
  name: string;
  description: string;
  enabled: boolean;
  include: string[];
  optionalPaths: string[];
  excludeText: string;
  excludeCaches: boolean;
  oneFileSystem: boolean;
  excludeCloudFiles: boolean;
  useFsSnapshot: boolean;
  /** Names of files, a line each. */
  excludeIfPresent: string;
  largerThanMegabytes: NumberField;
  systems: SystemForms;
  repositoryId: string;
  rhythm: Rhythm;
  /** Blank: each machine's own. */
  timeZone: string;
  catchUp: boolean;
  jitterMinutes: NumberField;
  conditions: ConditionForm;
  retention: Record<(typeof keepFields)[number], NumberField>;
  /** restic's duration text, like 1y6m; blank says nothing. */
  keepWithin: string;
  limits: Record<LimitField, NumberField>;
  profile: Policy["profile"];
  compression: Policy["compression"];
  agentIds: Id[];
  labels: string[];
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
    excludeCloudFiles: false,
    useFsSnapshot: false,
    excludeIfPresent: "",
    largerThanMegabytes: "",
    systems: systemFormsOf(undefined),
    repositoryId,
    rhythm: { kind: "hourly", minute: 0 },
    timeZone: "",
    catchUp: true,
    jitterMinutes: 5,
    conditions: conditionFormOf(),
    retention: { ...pick({}, keepFields), keepHourly: 24, keepDaily: 7, keepWeekly: 5, keepMonthly: 12 },
    keepWithin: "",
    limits: pick({}, limitFields),
    profile: "desktop",
    compression: "auto",
    agentIds,
    labels: [],
  };
}

const MEGABYTE = 1_000_000;

export function policyFormOf(policy: PolicyInput & { labels?: string[] }, agentIds: Id[]): PolicyForm {
  const { backup } = policy.schedules;
  const { largerThanBytes } = policy.excludeOptions;
  return {
    name: policy.name,
    description: policy.description,
    enabled: policy.enabled,
    include: policy.include,
    optionalPaths: policy.optionalPaths,
    excludeText: policy.exclude.join("\n"),
    excludeCaches: policy.excludeOptions.caches,
    oneFileSystem: policy.excludeOptions.oneFileSystem,
    excludeCloudFiles: policy.excludeOptions.cloudFiles,
    useFsSnapshot: policy.useFsSnapshot ?? false,
    excludeIfPresent: policy.excludeOptions.ifPresent.join("\n"),
    largerThanMegabytes: largerThanBytes === undefined ? "" : largerThanBytes / MEGABYTE,
    systems: systemFormsOf(policy.perOs),
    repositoryId: policy.repositoryId,
    rhythm: readRhythm(backup),
    timeZone: backup?.timeZone ?? "",
    catchUp: backup?.catchUp ?? true,
    jitterMinutes: backup?.jitterSeconds === undefined ? "" : backup.jitterSeconds / 60,
    conditions: conditionFormOf(policy.conditions),
    retention: pick(policy.retention, keepFields),
    keepWithin: policy.retention.keepWithin ?? "",
    limits: pick(policy.limits, limitFields),
    profile: policy.profile,
    compression: policy.compression,
    agentIds,
    labels: policy.labels ?? [],
  };
}

/** What is sent. Fields that the form does not show stay as they were read. */
export function policyDraft(form: PolicyForm, known?: PolicyInput): PolicyDraft {
  const include = form.include.map((path) => path.trim());
  const perOs = systemsDraft(form.systems, known?.perOs);
  const conditions = conditionDraft(form.conditions, known?.conditions);
  return {
    name: form.name,
    description: form.description,
    enabled: form.enabled,
    repositoryId: form.repositoryId,
    schedules: scheduleDraft(form),
    include,
    optionalPaths: form.optionalPaths.filter((path) => include.includes(path)),
    exclude: lines(form.excludeText),
    ...(perOs && { perOs }),
    ...(conditions && { conditions }),
    excludeOptions: {
      caches: form.excludeCaches,
      oneFileSystem: form.oneFileSystem,
      cloudFiles: form.excludeCloudFiles,
      ifPresent: lines(form.excludeIfPresent),
      ...(form.largerThanMegabytes !== "" && {
        largerThanBytes: Math.round(form.largerThanMegabytes * MEGABYTE),
      }),
    },
    retention: {
      ...keepWithinOthers(known?.retention),
      ...filled(form.retention),
      ...(form.keepWithin.trim() !== "" && { keepWithin: form.keepWithin.trim() }),
    },
    limits: filled(form.limits),
    compression: form.compression,
    // Off is what it is where nothing is said.
    ...((form.useFsSnapshot || known?.useFsSnapshot !== undefined) && { useFsSnapshot: form.useFsSnapshot }),
    profile: form.profile,
  };
}

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

/** Those of its kind that the form has no field for. */
function keepWithinOthers(retention: Retention = {}): Retention {
  return Object.fromEntries(
    Object.entries(retention).filter(([name]) => name.startsWith("keepWithin") && name !== "keepWithin"),
  );
}
