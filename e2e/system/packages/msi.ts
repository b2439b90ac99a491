import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pack } from "../../../build/package/pack.ts";
import { standInElectron } from "../../../build/package/stand-in-electron.ts";
import { bringBuilt, shell } from "../../../build/steps/built.ts";
import { root } from "./unpacked-program.ts";
import { wixlProject } from "./wixl-project.ts";

/** In keep-msi-project.cjs too. */
const folder = join(root, "out", "package-check", "msi");
const app = join(folder, "win-unpacked");

/** Packs the app for Windows with the real program and a stand-in for Electron, and returns electron-builder's project of the MSI. */
export async function projectOfMsi(): Promise<string> {
  rmSync(folder, { recursive: true, force: true });
  build("--target", "windows-x64", "--restic", "none");
  await bringBuilt(shell);
  const project = join(folder, "project.wxs");
  await pack(["--win", "msi", "--x64"], {
    electronDist: standInElectron("windows"),
    "directories.output": folder,
    "extraMetadata.isOnlyChecked": true,
    "win.signAndEditExecutable": false,
    msiProjectCreated: join("e2e", "system", "packages", "keep-msi-project.cjs"),
  }).catch((error: unknown) => {
    // WiX is not here, so packing ends once the project is kept.
    if (!existsSync(project)) throw error;
  });
  return readFileSync(project, "utf8");
}

/** The installer of one version, by wixl. */
export function buildMsi(project: string, version: string, file: string): void {
  const { xml, changes } = wixlProject(project.replace(/Version="[\d.]+"/, `Version="${version}"`));
  const source = `${file}.wxs`;
  writeFileSync(source, xml);
  const run = (program: string, ...args: string[]) =>
    execFileSync(program, args, { cwd: app, stdio: "pipe", encoding: "utf8" });
  run("wixl", "-a", "x64", "-o", file, source);
  for (const change of changes) run("msibuild", file, "-q", change);
}

function build(...args: string[]): void {
  execFileSync(process.execPath, [join(root, "build", "build-holdfast.ts"), ...args], {
    cwd: root,
    stdio: "pipe",
  });
}
