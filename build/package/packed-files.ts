import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import type { Target } from "../program/targets.ts";

/** What must lie beside the archive, where the shell and the core look for it. */
const BESIDE = ["better_sqlite3.node", "thread.cjs", "ui", "licences", "program.json"];

/** What is wrong with a packed app: the archive holds the shell and nothing else, the core lies beside it. */
export function findingsIn(resources: string, target: Target, isStandIn: boolean): string[] {
  const archive = join(resources, "app.asar");
  if (!existsSync(archive)) return [`${archive} is missing.`];
  const files = filesOf(archive);
  const wanted = [
    "/package.json",
    "/out/desktop/main.cjs",
    "/out/desktop/preload.cjs",
    "/resources/icon.png",
  ];
  const missing = wanted.filter((file) => !files.includes(file));
  const strange = files.filter(
    (file) => !/^\/(package\.json|out\/desktop|resources)(\/|$)|^\/out$/.test(file),
  );
  const names = isStandIn ? BESIDE.filter((name) => name !== "licences") : BESIDE;
  const beside = [target.program, ...names].filter((name) => !existsSync(join(resources, name)));
  return [
    ...missing.map((file) => `${target.name}: the archive lacks ${file}.`),
    ...strange.map(
      (file) => `${target.name}: ${file} does not belong into the archive, which holds the shell only.`,
    ),
    ...beside.map((name) => `${target.name}: ${name} does not lie beside the archive.`),
  ];
}

/** @electron/asar belongs to electron-builder and is found from there. */
function filesOf(archive: string): string[] {
  const fromBuilder = createRequire(createRequire(import.meta.url).resolve("electron-builder"));
  const fromLibrary = createRequire(fromBuilder.resolve("app-builder-lib"));
  const { listPackage } = fromLibrary("@electron/asar") as {
    listPackage(path: string, options: { isPack: boolean }): string[];
  };
  return listPackage(archive, { isPack: false }).map((file) => file.replaceAll("\\", "/"));
}
