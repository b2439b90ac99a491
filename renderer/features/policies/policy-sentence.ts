import { tokenOf } from "#contract/source-path";
import { rhythmSentence } from "../../components/schedule-sentence.ts";
import { plural } from "../../format/plural.ts";
import type { PolicyForm } from "./policy-form.ts";

const list = new Intl.ListFormat("en");
const NAMED = 3;

/** The whole policy in one sentence, as a person would tell it. */
export function policySentence(
  form: PolicyForm,
  repositoryName: string | undefined,
  hostnames: readonly string[],
): string {
  const folders = form.include.map((path) => path.trim()).filter((path) => path !== "");
  const what = folders.length === 0 ? "nothing yet" : named(folders.map(folderName), "folder");
  const who = hostnames.length === 0 ? "no machine" : named(hostnames, "machine");
  const where = repositoryName ?? "a repository still to be chosen";
  const off = form.enabled ? "" : " It is switched off: nothing runs.";
  return `Backs up ${what} of ${who} to ${where}, ${rhythmSentence(form.rhythm)}.${off}`;
}

function named(names: readonly string[], one: string): string {
  return names.length <= NAMED ? list.format(names) : plural(names.length, one);
}

/** `{documents}/Taxes` reads Documents/Taxes. */
function folderName(path: string): string {
  const found = tokenOf(path);
  if (found === undefined) return path;
  const name =
    found.token === "home" ? "the home folder" : found.token.charAt(0).toUpperCase() + found.token.slice(1);
  return name + found.rest;
}
