import { join } from "node:path";
import * as z from "zod";
import { root } from "../steps/place.ts";
import { Trouble } from "../steps/trouble.ts";
import table from "./targets.json" with { type: "json" };

const nodePackage = z.strictObject({
  package: z.string(),
  version: z.string().regex(/^24\.\d+\.\d+$/),
  integrity: z.string().startsWith("sha512-"),
  file: z.string(),
});
export type NodePackage = z.infer<typeof nodePackage>;

const targets = z.record(
  z.string(),
  // Without a package the target is built where it runs, by the Node that builds it.
  z.strictObject({ node: nodePackage.nullable(), sqlite: z.string() }),
);

export const targetNames = Object.keys(table);

export type Target = {
  name: string;
  node: NodePackage | null;
  /** How better-sqlite3 calls the system. */
  sqlite: string;
  isWindows: boolean;
  isMac: boolean;
  program: string;
  restic: string;
  /** How build/restic.json calls the system. */
  resticPlatform: string;
  folder: string;
};

export function findTarget(name: string): Target {
  const entry = targets.parse(table)[name];
  if (entry === undefined)
    throw new Trouble(`There is no target "${name}"; there are ${targetNames.join(", ")}.`);
  const isWindows = name.startsWith("windows-");
  const ending = isWindows ? ".exe" : "";
  return {
    name,
    ...entry,
    isWindows,
    isMac: name.startsWith("macos-"),
    program: `holdfast${ending}`,
    restic: `restic${ending}`,
    resticPlatform: name.replace("macos", "darwin"),
    folder: join(root, "out", "program", name),
  };
}

const OS_NAMES: Record<string, string> = { win32: "windows", darwin: "macos" };

/** The target that this computer itself can run. */
export const ownTarget = `${OS_NAMES[process.platform] ?? process.platform}-${process.arch}`;
