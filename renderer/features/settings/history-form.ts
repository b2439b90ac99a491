import type { SettingValues } from "#contract/settings";
import type { SettingsDraft } from "../../api/install.ts";

const MEBIBYTE = 1024 * 1024;

export type HistoryForm = {
  displayName: string;
  keepRunsDays: number | string;
  keepLogsDays: number | string;
  perAgentMebibytes: number | string;
  allMebibytes: number | string;
};

export function formOf(settings: SettingValues): HistoryForm {
  return {
    displayName: settings.displayName,
    keepRunsDays: settings.keepRunsDays,
    keepLogsDays: settings.keepLogsDays,
    perAgentMebibytes: Math.round(settings.logQuotaPerAgentBytes / MEBIBYTE),
    allMebibytes: Math.round(settings.logQuotaBytes / MEBIBYTE),
  };
}

/** A field that was emptied is 0, which the contract refuses with the smallest number that it takes. */
export function draftOf(form: HistoryForm): SettingsDraft {
  return {
    displayName: form.displayName,
    keepRunsDays: Number(form.keepRunsDays),
    keepLogsDays: Number(form.keepLogsDays),
    logQuotaPerAgentBytes: Number(form.perAgentMebibytes) * MEBIBYTE,
    logQuotaBytes: Number(form.allMebibytes) * MEBIBYTE,
  };
}

export const fieldOf = (path: string): string =>
  path.replace("logQuotaPerAgentBytes", "perAgentMebibytes").replace("logQuotaBytes", "allMebibytes");
