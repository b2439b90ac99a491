import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, onTestFinished, test } from "vitest";

const include = fileURLToPath(new URL("windows/service.nsh", import.meta.url));
const isThere = spawnSync("makensis", ["-VERSION"]).status === 0;
const note = isThere ? "" : " (skipped: makensis, of the package nsis, is not there)";

/** Where electron-builder keeps the scripts around ours. */
function templates(): string {
  const fromBuilder = createRequire(createRequire(import.meta.url).resolve("electron-builder"));
  return join(dirname(fromBuilder.resolve("app-builder-lib/package.json")), "templates", "nsis");
}

/** What electron-builder puts around ours, without its plug-ins, which are downloaded with its NSIS. */
const common = () => `
Unicode true
Name "Holdfast"
InstallDir "$PROGRAMFILES64\\Holdfast"
!define PRODUCT_NAME "Holdfast"
!define APP_EXECUTABLE_FILENAME "Holdfast.exe"
!define isUpdated \`1 == 0\`
!define nsProcess::FindProcess
!addincludedir "${join(templates(), "include")}"
!include "${include}"
!include "allowOnlyOneInstallerInstance.nsh"
LangString appRunning 0 "runs"
LangString appClosing 0 "closes"
LangString appCannotBeClosed 0 "cannot be closed"
`;
const setup = () => `${common()}
Section "install"
  !insertmacro CHECK_APP_RUNNING
  !insertmacro customInstall
SectionEnd
`;
const uninstaller = () => `
!define BUILD_UNINSTALLER
${common()}
Section "install"
  WriteUninstaller "$INSTDIR\\uninstall.exe"
SectionEnd
Section "un.install"
  !insertmacro CHECK_APP_RUNNING
  !insertmacro customUnInstall
SectionEnd
`;

test.skipIf(!isThere)(
  `what Setup does with a service is understood by NSIS, without a warning${note}`,
  () => {
    const folder = mkdtempSync(join(tmpdir(), "holdfast-nsis-"));
    onTestFinished(() => rmSync(folder, { recursive: true }));

    for (const text of [setup(), uninstaller()]) {
      writeFileSync(join(folder, "setup.nsi"), `OutFile "${join(folder, "holdfast.exe")}"\n${text}`);
      const { status, stdout, stderr } = spawnSync("makensis", ["-V2", "-WX", join(folder, "setup.nsi")], {
        encoding: "utf8",
      });
      expect(`${stdout}${stderr}`).toBe("");
      expect(status).toBe(0);
    }
  },
);
