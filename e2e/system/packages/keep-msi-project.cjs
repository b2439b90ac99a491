// electron-builder calls this in place of build/packaging/windows/msi-project.cjs, whose work it keeps: WiX itself runs on Windows only.
const { copyFileSync, mkdirSync } = require("node:fs");
const { dirname, join } = require("node:path");
const hook = require("../../../build/packaging/windows/msi-project.cjs");

const kept = join(__dirname, "..", "..", "..", "out", "package-check", "msi", "project.wxs");

exports.default = async (path) => {
  await hook.default(path);
  mkdirSync(dirname(kept), { recursive: true });
  copyFileSync(path, kept);
  throw new Error("The project of the MSI is kept.");
};
