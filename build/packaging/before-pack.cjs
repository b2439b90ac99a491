// Called by electron-builder before it packs. An installer without its core would install an app that protects nothing.
const { existsSync } = require("node:fs");
const { join } = require("node:path");

const OS = { linux: "linux", darwin: "mac", win32: "win" };
const ARCH = { 1: "x64", 3: "arm64" };

exports.default = async function beforePack({ packager, electronPlatformName, arch }) {
  const system = OS[electronPlatformName];
  const program = electronPlatformName === "win32" ? "holdfast.exe" : "holdfast";
  const path = join(packager.projectDir, "out", "program", `${system}-${ARCH[arch]}`, program);
  if (existsSync(path)) return;
  throw new Error(
    `${path} is missing, so there is no core to pack and nothing was packed. ` +
      "Put the core of this platform there as a single executable, with its native module, the UI and restic beside it.",
  );
};
