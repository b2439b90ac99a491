// Called by electron-builder before it packs. An installer without its core would install an app that protects nothing, and one
// without a restic that was checked would run whatever somebody put there.
const { existsSync, readFileSync } = require("node:fs");
const { join } = require("node:path");

const OS = { linux: "linux", darwin: "macos", win32: "windows" };
const ARCH = { 1: "x64", 3: "arm64" };

exports.default = async function beforePack({ packager, electronPlatformName, arch }) {
  const target = `${OS[electronPlatformName]}-${ARCH[arch]}`;
  const folder = join(packager.projectDir, "out", "program", target);
  const ending = electronPlatformName === "win32" ? ".exe" : "";
  const needed = [`holdfast${ending}`, "better_sqlite3.node", "thread.cjs", "ui/index.html", "program.json"];
  // Compiled with MinGW, where `npm run build:holdfast` finds one.
  if (electronPlatformName === "win32") needed.push("holdfast-service.exe");
  const missing = needed.find(
    (name) => !existsSync(join(folder, name)),
  );
  if (missing !== undefined)
    throw new Error(
      `${join(folder, missing)} is missing, so there is no core to pack and nothing was packed. ` +
        `Make it with: npm run build:holdfast -- --target ${target}`,
    );
  // `npm run package -- --check` makes nothing that anybody installs.
  const { isOnlyChecked, isOlderThanAFuse } = packager.config.extraMetadata ?? {};
  if (isOnlyChecked === true && isOlderThanAFuse === true) packager.config.electronFuses = null;
  if (isOnlyChecked === true) return;
  const { restic } = JSON.parse(readFileSync(join(folder, "program.json"), "utf8"));
  if (restic.origin !== "official" || restic.sha256OfDownload === null || !existsSync(join(folder, `restic${ending}`)))
    throw new Error(
      `${folder} does not hold the official restic with the checksum of build/restic.json, so nothing was packed. ` +
        "Where the checksum there is null, run the workflow “restic” first, which reads and verifies it.",
    );
};
