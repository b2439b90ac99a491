import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { expect, test } from "vitest";
import { windowsInstall } from "../../electron/service/windows-service.ts";

const require = createRequire(import.meta.url);
const { withProvisioning } = require("./windows/msi-project.cjs") as {
  withProvisioning(project: string): string;
};
const fromBuilder = createRequire(require.resolve("electron-builder"));
const template = readFileSync(
  fromBuilder.resolve("app-builder-lib/package.json").replace("package.json", "templates/msi/template.xml"),
  "utf8",
);

test("the properties of a silent install go to the registry of this machine, the code only for its owners", () => {
  const project = withProvisioning(template);

  expect(project).toContain('<Property Id="ENROLLMENT_TOKEN" Secure="yes" Hidden="yes"/>');
  expect(project).toMatch(/<Condition>ENROLLMENT_TOKEN<\/Condition>\s*<RegistryKey Root="HKLM"/);
  expect(project.match(/<PermissionEx Sddl="O:BAG:SYD:PAI/g)).toHaveLength(2);
  for (const id of ["ProvisioningUrl", "ProvisioningCode", "ManagedMark", "Service"])
    expect(project).toContain(`<ComponentRef Id="${id}"/>`);
});

test("the service is started by the same words as one that the program sets up itself", () => {
  const environment = {
    HOLDFAST_DATA_DIR: "[CommonAppDataFolder]Holdfast",
    HOLDFAST_CONFIG_DIR: "[CommonAppDataFolder]Holdfast\\config",
    HOLDFAST_LOCAL_USERS: "true",
  };
  const command = ["[APPLICATIONFOLDER]resources\\holdfast.exe", "core"] as const;
  const plan = { scope: "system", dataDir: "", configDir: "", command, environment } as const;
  const [create = []] = windowsInstall(plan, "host.exe");

  const words = /Arguments="([^"]*)"/.exec(withProvisioning(template))?.[1]?.replaceAll("&quot;", '"');

  // What the installer puts in may hold spaces.
  expect(`host.exe ${words?.replaceAll('"', "")}`).toBe(create[4]?.replaceAll('"', ""));
  expect(words).toContain('"[APPLICATIONFOLDER]resources\\holdfast.exe" core');
});

test("a template that has changed is an error and not an installer without properties", () => {
  expect(() => withProvisioning("<Wix/>")).toThrow("no place for the properties");
});
