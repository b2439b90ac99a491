import { repositoryInput, repositoryUpdate } from "#contract/repositories";
import type { RepositoryChange, RepositoryDraft } from "../../api/repositories.ts";
import { type FieldErrors, formErrors } from "../../components/form-errors.ts";
import {
  type PlaceForm,
  placeDraft,
  placeField,
  repositoryDraft,
} from "../../components/place/place-form.ts";

export type RepositoryForm = {
  name: string;
  place: PlaceForm;
  password: string;
  /** One repository for all machines, where each would get its own. */
  isShared: boolean;
};

export const draftOf = (form: RepositoryForm): RepositoryDraft => ({
  ...repositoryDraft(form.name, form.place, form.password),
  ...(form.isShared && { perAgent: false }),
});

/** A blank password stays as it is. */
export const changeOf = (form: RepositoryForm): RepositoryChange => ({
  name: form.name,
  ...placeDraft(form.place),
  ...(form.password === "" ? {} : { password: form.password }),
});

export const newErrors = (form: RepositoryForm): FieldErrors =>
  formErrors(repositoryInput, draftOf(form), placeField);
export const changeErrors = (form: RepositoryForm): FieldErrors =>
  formErrors(repositoryUpdate, changeOf(form), placeField);
