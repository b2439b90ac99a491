import { chmodSync, cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import manifest from "../../package.json" with { type: "json" };
import { root } from "../steps/place.ts";

export type PackedSystem = "linux" | "windows" | "macos";

/** What every Electron binary holds; its fuses follow: version, how many, and one letter for each. */
const SENTINEL = "dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX";
const FUSES = Buffer.concat([
  Buffer.from(SENTINEL),
  Buffer.from([1, 9]),
  Buffer.from("111111111"),
  Buffer.alloc(32),
]);

/** How many fuses an unpacked Electron for Linux has: older ones have fewer than there are by now. */
export function countFuses(electron: string): number {
  const program = readFileSync(join(electron, "electron"));
  const at = program.indexOf(SENTINEL);
  return at === -1 ? 0 : (program[at + SENTINEL.length + 1] ?? 0);
}

/** A folder like an unpacked Electron, with a program that does nothing: enough to pack without a network. Never shipped. */
export function standInElectron(system: PackedSystem): string {
  const folder = join(root, "out", "package-check", `electron-${system}`);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "version"), manifest.devDependencies.electron);
  writeFileSync(join(folder, "LICENSE"), "stand-in\n");
  writeFileSync(join(folder, "LICENSES.chromium.html"), "stand-in\n");
  if (system === "macos") macBundle(folder);
  else writeFlat(folder, system === "windows" ? "electron.exe" : "electron");
  return folder;
}

function writeFlat(folder: string, program: string): void {
  writeProgram(join(folder, program));
  writeFileSync(join(folder, "chrome-sandbox"), "stand-in\n");
  for (const part of ["locales", "resources"]) mkdirSync(join(folder, part), { recursive: true });
  writeFileSync(join(folder, "locales", "en-US.pak"), "");
}

function macBundle(folder: string): void {
  const bundle = (name: string, parent: string) => {
    const contents = join(parent, `${name}.app`, "Contents");
    for (const part of ["MacOS", "Resources", "Frameworks"])
      mkdirSync(join(contents, part), { recursive: true });
    writeProgram(join(contents, "MacOS", name));
    writeFileSync(join(contents, "Info.plist"), plistOf(name));
    return contents;
  };
  const contents = bundle("Electron", folder);
  const frameworks = join(contents, "Frameworks");
  for (const kind of ["", " (GPU)", " (Plugin)", " (Renderer)"]) bundle(`Electron Helper${kind}`, frameworks);
  const framework = join(frameworks, "Electron Framework.framework");
  mkdirSync(join(framework, "Resources"), { recursive: true });
  writeProgram(join(framework, "Electron Framework"));
  cpSync(join(root, "resources", "icon.png"), join(contents, "Resources", "electron.icns"));
}

function writeProgram(file: string): void {
  const start = file.endsWith(".exe") ? someWindowsProgram() : Buffer.from("#!/bin/sh\nexit 0\n#");
  writeFileSync(file, Buffer.concat([start, FUSES]));
  chmodSync(file, 0o755);
}

/** The hash of the archive is written into the resources of the program, so it must be a real one. */
function someWindowsProgram(): Buffer {
  const fromBuilder = createRequire(createRequire(import.meta.url).resolve("electron-builder"));
  const folder = dirname(fromBuilder.resolve("electron-winstaller/package.json"));
  return readFileSync(join(folder, "vendor", "7z-x64.exe"));
}

const plistOf = (name: string) =>
  `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0"><dict>
<key>CFBundleExecutable</key><string>${name}</string>
<key>CFBundleIdentifier</key><string>com.github.Electron</string>
<key>CFBundleName</key><string>${name}</string>
<key>CFBundlePackageType</key><string>APPL</string>
<key>CFBundleVersion</key><string>1</string>
</dict></plist>
`;
