import { copyFileSync, cpSync, mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import manifest from "../../package.json" with { type: "json" };
import { downloadRestic } from "../steps/download-restic.ts";
import { root } from "../steps/place.ts";
import { currentRelease } from "../steps/restic-release.ts";
import { bundleProgram, bundleWorker, SQLITE_FILE, WORKER_FILE } from "./bundle-core.ts";
import { makeExecutable } from "./inject.ts";
import { licencesOf, nodeLicence } from "./licences.ts";
import { bringNode } from "./node-binary.ts";
import type { Target } from "./targets.ts";
import { compileWindowsHost } from "./windows-host.ts";

type Options = {
  /** A restic to take instead of the official one; `none` leaves it out. */
  restic: string | undefined;
  say: (line: string) => void;
};

/** Makes the folder of a target: the program with everything that must lie beside it. In one step, so that nobody finds half of it. */
export async function layOut(target: Target, { restic, say }: Options): Promise<void> {
  const folder = `${target.folder}.new`;
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const node = await bringNode(target);
  const program = await bundleProgram(target);
  const worker = await bundleWorker(target);
  await makeExecutable(target, { code: program.code, node, file: join(folder, target.program) });
  writeFileSync(join(folder, WORKER_FILE), worker.code);
  const native = join(root, "node_modules", "better-sqlite3", "prebuilds", `${target.sqlite}.node`);
  copyFileSync(native, join(folder, SQLITE_FILE));
  cpSync(join(root, "out", "renderer"), join(folder, "ui"), { recursive: true });
  if (restic === undefined)
    await downloadRestic(currentRelease(), join(folder, target.restic), target.resticPlatform);
  else if (restic !== "none") copyFileSync(restic, join(folder, target.restic));
  const complaint = target.isWindows ? await compileWindowsHost(folder) : undefined;
  if (complaint !== undefined)
    say(`Without a service for Windows, as its host could not be compiled. ${complaint}`);
  writeLicences(folder, { node, modules: [...program.modules, ...worker.modules] });
  writeFileSync(join(folder, "program.json"), `${JSON.stringify(described(target, restic), null, 2)}\n`);
  rmSync(target.folder, { recursive: true, force: true });
  renameSync(folder, target.folder);
}

/** What packing looks at: it takes only a program with the official restic. */
function described(target: Target, restic: string | undefined) {
  const origin = restic === undefined ? "official" : restic === "none" ? "none" : "named";
  const { version, platforms } = currentRelease();
  const official = { version, sha256OfDownload: platforms[target.resticPlatform]?.sha256 };
  return {
    version: manifest.version,
    target: target.name,
    restic: origin === "official" ? { origin, ...official } : { origin },
  };
}

function writeLicences(folder: string, { node, modules }: { node: string; modules: string[] }): void {
  const own = join(root, "LICENSE");
  const licences = join(folder, "licences");
  mkdirSync(licences);
  copyFileSync(own, join(licences, "Holdfast.txt"));
  writeFileSync(join(licences, "Node.txt"), nodeLicence(node));
  writeFileSync(join(licences, "packages.txt"), licencesOf(modules));
  copyFileSync(join(root, "build", "program", "restic-licence.txt"), join(licences, "restic.txt"));
}
