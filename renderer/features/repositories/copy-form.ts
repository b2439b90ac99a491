import type { MaintenanceInput } from "#contract/maintenance";
import type { Repository } from "#contract/repositories";
import { readRhythm, writeRhythm } from "../../components/rhythm.ts";

export type CopyForm = {
  toRepositoryId: string;
  often: "every-6h" | "daily" | "weekly" | "as-it-is";
  time: string;
};

/** Where each machine has a repository of its own the place itself holds nothing. */
export const canBeCopied = ({ perAgent }: Repository): boolean => !perAgent;

export function copyFormOf({ maintenance: { copy } }: Repository): CopyForm {
  const rhythm = readRhythm(copy?.schedule ?? { cron: "0 2 * * *" });
  const common = { toRepositoryId: copy?.toRepositoryId ?? "", time: "02:00" };
  if (rhythm.kind === "daily") return { ...common, often: "daily", time: rhythm.time };
  if (rhythm.kind === "weekly" && rhythm.days.join() === "0")
    return { ...common, often: "weekly", time: rhythm.time };
  if (rhythm.kind === "every" && rhythm.every === "6h") return { ...common, often: "every-6h" };
  return { ...common, often: "as-it-is" };
}

export function copyPlanOf(
  { toRepositoryId, often, time }: CopyForm,
  known: Repository["maintenance"]["copy"],
): MaintenanceInput["copy"] {
  switch (often) {
    case "every-6h":
      return { toRepositoryId, schedule: { every: "6h", jitterSeconds: 0, catchUp: true } };
    case "daily":
      return { toRepositoryId, schedule: planned({ kind: "daily", time }) };
    case "weekly":
      return { toRepositoryId, schedule: planned({ kind: "weekly", time, days: [0] }) };
    case "as-it-is":
      return { toRepositoryId, schedule: known?.schedule ?? planned({ kind: "daily", time }) };
  }
}

function planned(rhythm: Parameters<typeof writeRhythm>[0]) {
  return { ...writeRhythm(rhythm), jitterSeconds: 0, catchUp: true };
}
