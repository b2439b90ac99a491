import { policyInput } from "#contract/policies";
import { type FieldErrors, formErrors } from "../../components/form-errors.ts";
import { type PolicyForm, policyDraft } from "./policy-form.ts";

export function policyErrors(form: PolicyForm): FieldErrors {
  const errors = formErrors(policyInput, policyDraft(form), policyField);
  if (form.repositoryId === "") return { ...errors, repositoryId: "Choose a repository" };
  return errors;
}

/** The contract's field names as the form's own. */
export function policyField(path: string): string {
  if (/^schedules\.backup\.(cron|every)/.test(path)) return "rhythm";
  if (path === "schedules.backup") return "rhythm";
  if (path.startsWith("schedules.backup.timeZone")) return "timeZone";
  if (path.startsWith("schedules.backup.jitterSeconds")) return "jitterMinutes";
  if (/^exclude(\.|$)/.test(path)) return "excludeText";
  return path;
}
