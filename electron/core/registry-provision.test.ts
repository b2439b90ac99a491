import { expect, test } from "vitest";
import { findInvitation } from "./provision.ts";
import { codeFromRegistry } from "./registry-provision.ts";

const answer = (value: string, name = "JoinCode") =>
  `\r\nHKEY_LOCAL_MACHINE\\Software\\Holdfast\\Provisioning\r\n    ${name}    REG_SZ    ${value}\r\n\r\n`;

function registry(code: string | undefined, address?: string) {
  const asked: string[] = [];
  return {
    asked,
    run(args: readonly string[]) {
      asked.push(args.join(" "));
      if (args.includes("OrchestratorUrl"))
        return address === undefined ? undefined : answer(address, "OrchestratorUrl");
      return code === undefined ? undefined : answer(code);
    },
  };
}

test("the code of a silent install is read from the 64-bit registry, and deleted when it has done its work", () => {
  const { asked, run } = registry("hf1.abc");

  const found = codeFromRegistry(run);
  found?.forget();

  expect(found?.joinCode).toBe("hf1.abc");
  expect(asked).toEqual([
    String.raw`query HKLM\Software\Holdfast\Provisioning /v JoinCode /reg:64`,
    String.raw`query HKLM\Software\Holdfast\Provisioning /v OrchestratorUrl /reg:64`,
    String.raw`delete HKLM\Software\Holdfast\Provisioning /v JoinCode /f /reg:64`,
  ]);
});

test("the address of a silent install is taken where it can be trusted", () => {
  const addressOf = (address: string) => codeFromRegistry(registry("hf1.abc", address).run)?.address;

  expect(addressOf("https://backup.example:8485")).toBe("https://backup.example:8485");
  expect(addressOf("http://backup.example:8485")).toBeUndefined();
  expect(addressOf("backup.example")).toBeUndefined();
});

test("an install without a code leaves none", () => {
  expect(codeFromRegistry(registry(undefined).run)).toBeUndefined();
  expect(codeFromRegistry(registry("").run)).toBeUndefined();
});

test("a variable that somebody set comes before what an installer left, and that before nothing", () => {
  const none = { joinCode: undefined, joinCodeFile: undefined, files: [] };
  const from = (joinCode: string | undefined) =>
    findInvitation({ ...none, joinCode }, () => undefined, registry("hf1.msi").run);

  expect(from("hf1.variable")).toMatchObject({ joinCode: "hf1.variable", from: "HOLDFAST_JOIN_CODE" });
  expect(from(undefined)).toMatchObject({ joinCode: "hf1.msi", from: "the registry" });
});
