import { createRestore } from "#contract/snapshots";
import type { Id } from "#contract/values";
import type { RestoreDraft } from "../../api/snapshots.ts";
import { type FieldErrors, formErrors } from "../../components/form-errors.ts";

export type Overwrite = "never" | "if-newer" | "if-changed" | "always";
export type RestoreForm = {
  where: "new-folder" | "folder" | "in-place";
  target: string;
  overwrite: Overwrite;
  verify: boolean;
  /** Blank: the machine that Holdfast runs on. */
  agentId: string;
};
type Source = { repositoryId: Id; snapshotId: string; paths: readonly string[] };

/** In a new folder there is nothing to overwrite. */
export function restoreDraft(form: RestoreForm, { repositoryId, snapshotId, paths }: Source): RestoreDraft {
  return {
    repositoryId,
    snapshotId,
    paths: [...paths],
    inPlace: form.where === "in-place",
    overwrite: form.where === "new-folder" ? "never" : form.overwrite,
    verify: form.verify,
    ...(form.where === "folder" ? { target: form.target.trim() } : {}),
    ...(form.agentId === "" ? {} : { agentId: form.agentId }),
  };
}

export const restoreErrors = (form: RestoreForm, source: Source): FieldErrors =>
  formErrors(createRestore.body, restoreDraft(form, source));
