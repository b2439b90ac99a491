import { expect, test } from "vitest";
import { createRestore } from "#contract/snapshots";
import { type RestoreForm, restoreDraft, restoreErrors } from "./restore-form.ts";

const source = {
  repositoryId: "0198c2de-0000-7000-8000-000000000001",
  snapshotId: "0123abcd",
  paths: ["/home/anna/a.txt"],
};
const form: RestoreForm = {
  where: "new-folder",
  target: "/left/over",
  overwrite: "always",
  verify: false,
  agentId: "",
};

test("a new folder needs no target and overwrites nothing", () => {
  const draft = createRestore.body.parse(restoreDraft(form, source));

  expect(draft).toMatchObject({ inPlace: false, overwrite: "never", paths: source.paths });
  expect(draft.target).toBeUndefined();
});

test("a chosen folder must be an absolute path", () => {
  const errors = restoreErrors({ ...form, where: "folder", target: "here" }, source);

  expect(errors).toEqual({ target: "Must be an absolute path" });
});

test("in place goes by the overwrite mode that was chosen", () => {
  const draft = restoreDraft({ ...form, where: "in-place", overwrite: "if-changed" }, source);

  expect(draft).toMatchObject({ inPlace: true, overwrite: "if-changed" });
});
