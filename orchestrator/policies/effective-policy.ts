import type { KnownFolders } from "#contract/agent-protocol";
import type { EffectiveValue } from "#contract/agents";
import type { PolicyInput } from "#contract/policies";
import { tokenOf } from "#contract/source-path";
import type { OperatingSystem } from "#contract/values";

type Folders = Pick<PolicyInput, "include" | "optionalPaths" | "exclude" | "perOs">;
export type EffectiveFolders = Record<"include" | "optionalPaths" | "exclude", string[]>;
type Machine = { os: OperatingSystem; folders?: KnownFolders | undefined };

/** What a policy says for one system: the folders of its block replace the general ones, patterns and optional folders are added. */
export function effectiveFolders(policy: Folders, os: OperatingSystem): EffectiveFolders {
  const { include, optionalPaths, exclude } = sourcesOf(policy, { os });
  const values = (list: EffectiveValue[]) => list.map(({ value }) => value);
  return { include: values(include), optionalPaths: values(optionalPaths), exclude: values(exclude) };
}

/** The same with where each value comes from, and where it is on a machine that has told its folders. */
export function sourcesOf(policy: Folders, machine: Machine) {
  const block = policy.perOs?.[machine.os];
  const general = from("policy");
  const special = from("perOs");
  const resolve = (list: Sourced[]) => list.map((one) => ({ ...one, resolved: place(one.value, machine) }));
  const asWritten = (list: Sourced[]) => list.map((one) => ({ ...one, resolved: one.value }));
  return {
    include: resolve(block?.include === undefined ? general(policy.include) : special(block.include)),
    optionalPaths: resolve(once([...general(policy.optionalPaths), ...special(block?.optionalPaths)])),
    exclude: asWritten(once([...general(policy.exclude), ...special(block?.exclude)])),
  } satisfies Record<keyof EffectiveFolders, EffectiveValue[]>;
}

type Sourced = Pick<EffectiveValue, "value" | "source">;

function from(source: Sourced["source"]) {
  return (values: string[] = []): Sourced[] => values.map((value) => ({ value, source }));
}

function once(list: Sourced[]): Sourced[] {
  const seen = new Set<string>();
  return list.filter(({ value }) => !seen.has(value) && seen.add(value));
}

function place(path: string, { os, folders }: Machine): string | null {
  const token = tokenOf(path);
  if (token === undefined) return path;
  const folder = folders?.[token.token];
  if (folder === undefined) return null;
  return os === "windows" ? folder + token.rest.replaceAll("/", "\\") : folder + token.rest;
}
