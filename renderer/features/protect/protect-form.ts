import type { PolicyDraft } from "#contract/policies";
import { policyInput } from "#contract/policies";
import { repositoryInput } from "#contract/repositories";
import type { Id } from "#contract/values";
import { say } from "#contract/words/say";
import type { RepositoryDraft } from "../../api/repositories.ts";
import { type FieldErrors, formErrors } from "../../components/form-errors.ts";
import {
  emptyPlace,
  type PlaceForm,
  placeField,
  placeName,
  repositoryDraft,
} from "../../components/place/place-form.ts";

export type ProtectForm = {
  include: string[];
  place: PlaceForm;
  /** A repository that Holdfast knows already; blank for a new one. */
  repositoryId: string;
  /** The place holds a repository already, and this is its password. */
  hasPassword: boolean;
  knownPassword: string;
  newPassword: string;
};

export const emptyProtectForm = (newPassword: string): ProtectForm => ({
  include: [""],
  place: emptyPlace,
  repositoryId: "",
  hasPassword: false,
  knownPassword: "",
  newPassword,
});

export function repositoryToMake(form: ProtectForm): RepositoryDraft {
  const password = form.hasPassword ? form.knownPassword : form.newPassword;
  return { ...repositoryDraft(placeName(form.place), form.place, password), perAgent: false };
}

/** Each hour, spread over five minutes, with a year of history. */
export function policyToMake(form: ProtectForm, name: string, repositoryId: Id): PolicyDraft {
  return {
    name,
    repositoryId,
    include: form.include.map((path) => path.trim()),
    schedules: { backup: { cron: "0 * * * *", jitterSeconds: 300 } },
    retention: { keepHourly: 24, keepDaily: 7, keepWeekly: 5, keepMonthly: 12 },
  };
}

const ANY_ID = "00000000-0000-7000-8000-000000000000";

/** The contract's own rules for both things that will be made. */
export function protectErrors(form: ProtectForm): FieldErrors {
  const ofPolicy = formErrors(policyInput, policyToMake(form, say("My files"), ANY_ID));
  if (form.repositoryId !== "") return ofPolicy;
  return { ...ofPolicy, ...formErrors(repositoryInput, repositoryToMake(form), repositoryField) };
}

/** `password` is the repository's own. */
export const repositoryField = (path: string): string =>
  path === "password" ? "knownPassword" : placeField(path);
