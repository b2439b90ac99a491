import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { findTarget, type Target, targetNames } from "../program/targets.ts";
import { root } from "../steps/place.ts";
import { binaryKind } from "./binary-kind.ts";
import { outputFolder, pack } from "./pack.ts";
import { findingsIn } from "./packed-files.ts";
import { countFuses, type PackedSystem, standInElectron } from "./stand-in-electron.ts";
import { standInProgram } from "./stand-in-program.ts";

/** Packs every target without a network, and says what is wrong with what came out. */
export async function checkPackages(electron: string | undefined, say: (line: string) => void) {
  const findings = targetNames.flatMap((name) => nativeFindings(findTarget(name)));
  rmSync(outputFolder, { recursive: true, force: true });
  for (const name of targetNames) {
    const target = findTarget(name);
    findings.push(...(await checkTarget(target, name === "linux-x64" ? electron : undefined)));
    say(`${name}: packed and looked through`);
  }
  return findings;
}

function nativeFindings({ name, sqlite }: Target): string[] {
  const file = join(root, "node_modules", "better-sqlite3", "prebuilds", `${sqlite}.node`);
  const kind = existsSync(file) ? binaryKind(file) : "missing";
  return kind === name ? [] : [`${file} is for ${kind}, not for ${name}.`];
}

async function checkTarget(target: Target, electron: string | undefined): Promise<string[]> {
  const [system, arch] = target.name.split("-") as [PackedSystem, string];
  const isStandIn = standInProgram(target);
  try {
    await pack([FLAGS[system], "dir", `--${arch}`], {
      electronDist: electron ?? standInElectron(system),
      "directories.output": join(outputFolder, target.name),
      "extraMetadata.isOnlyChecked": true,
      // Both need programs of the system itself.
      "win.signAndEditExecutable": false,
      "mac.identity": "null",
      "extraMetadata.isOlderThanAFuse": electron !== undefined && countFuses(electron) < ALL_FUSES,
      "electronFuses.resetAdHocDarwinSignature": false,
    });
    return findingsIn(join(outputFolder, target.name, resourcesOf(system, arch)), target, isStandIn);
  } finally {
    // Nobody may take it for the real one.
    if (isStandIn) rmSync(target.folder, { recursive: true, force: true });
  }
}

/** An Electron that is older than one of them is packed with none, to be looked at only. */
const ALL_FUSES = 8;

const FLAGS: Record<PackedSystem, string> = { linux: "--linux", windows: "--win", macos: "--mac" };

function resourcesOf(system: PackedSystem, arch: string): string {
  const suffix = arch === "x64" ? "" : `-${arch}`;
  if (system === "macos") return join(`mac${suffix}`, "Holdfast.app", "Contents", "Resources");
  return join(`${system === "windows" ? "win" : "linux"}${suffix}-unpacked`, "resources");
}
