import type { Policy, PolicyDraft } from "#contract/policies";
import { type OperatingSystem, operatingSystem } from "#contract/values";

/** One system's part as text, a line each; blank says nothing. */
export type SystemForm = { include: string; optionalPaths: string; exclude: string };
export type SystemForms = Record<OperatingSystem, SystemForm>;

export const systems = operatingSystem.options;

export const lines = (text: string): string[] =>
  text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");

export function systemFormsOf(perOs: Policy["perOs"]): SystemForms {
  const formOf = (os: OperatingSystem): SystemForm => ({
    include: perOs?.[os]?.include?.join("\n") ?? "",
    optionalPaths: perOs?.[os]?.optionalPaths?.join("\n") ?? "",
    exclude: perOs?.[os]?.exclude?.join("\n") ?? "",
  });
  return { linux: formOf("linux"), darwin: formOf("darwin"), windows: formOf("windows") };
}

/** An empty list that somebody wrote stays written. */
export function systemsDraft(forms: SystemForms, known?: Policy["perOs"]): PolicyDraft["perOs"] {
  const blocks = systems.flatMap((os) => {
    const block = blockDraft(forms[os], known?.[os]);
    return block === undefined ? [] : [[os, block] as const];
  });
  return blocks.length === 0 && known === undefined ? undefined : Object.fromEntries(blocks);
}

type Block = NonNullable<NonNullable<Policy["perOs"]>[OperatingSystem]>;

function blockDraft(form: SystemForm, known: Block | undefined): Block | undefined {
  const include = lines(form.include);
  const block: Block = { ...known };
  for (const [name, value] of [
    ["include", include],
    ["optionalPaths", lines(form.optionalPaths)],
    ["exclude", lines(form.exclude)],
  ] as const) {
    if (value.length > 0) block[name] = value;
    // A system that backs up nothing cannot be written: without folders it has those of the policy.
    else if (name === "include" || known?.[name] === undefined) delete block[name];
    else block[name] = [];
  }
  return known === undefined && Object.keys(block).length === 0 ? undefined : block;
}
