import { policyInput } from "#contract/policies";
import { label } from "#contract/values";
import { say } from "#contract/words/say";
import { type FieldErrors, formErrors } from "../../components/form-errors.ts";
import { type PolicyForm, policyDraft } from "./policy-form.ts";

export function policyErrors(form: PolicyForm): FieldErrors {
  const errors = formErrors(policyInput, policyDraft(form), policyField);
  const wrong = form.labels.find((text) => !label.safeParse(text).success);
  return {
    ...errors,
    ...(form.repositoryId === "" && { repositoryId: say("Choose a repository") }),
    ...(wrong !== undefined && { labels: say("“{wrong}” cannot be a label", { wrong }) }),
  };
}

/** The contract's field names as the form's own; the first that fits. */
const names: [RegExp, string][] = [
  [/^schedules\.backup\.timeZone/, "timeZone"],
  [/^schedules\.backup\.jitterSeconds/, "jitterMinutes"],
  [/^schedules/, "rhythm"],
  [/^excludeOptions\.ifPresent/, "excludeIfPresent"],
  [/^excludeOptions\.largerThanBytes/, "largerThanMegabytes"],
  [/^exclude(\.|$)/, "excludeText"],
  [/^retention\.keepWithin/, "keepWithin"],
  [/^conditions\.latestStartSeconds/, "conditions.latestStartHours"],
  [/^conditions\.windows/, "conditions.windows"],
];

export function policyField(path: string): string {
  const block = /^perOs\.(linux|darwin|windows)\.(include|optionalPaths|exclude)/.exec(path);
  if (block !== null) return `systems.${block[1]}.${block[2]}`;
  return names.find(([pattern]) => pattern.test(path))?.[1] ?? path;
}
