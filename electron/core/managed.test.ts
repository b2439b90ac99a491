import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readManaged } from "./managed.ts";

const policy = (text: string) => {
  const file = join(mkdtempSync(join(tmpdir(), "holdfast-policy-")), "policy.json");
  writeFileSync(file, text);
  return file;
};
const onLinux = (text: string, isTrusted = () => true) =>
  readManaged({ platform: "linux", linuxFile: policy(text), isTrusted });

test("group policy is read from the 64-bit registry, numbers and switches included", () => {
  const asked: string[] = [];
  const run = (program: string, args: readonly string[]) => {
    asked.push([program, ...args].join(" "));
    return "\r\nHKEY_LOCAL_MACHINE\\Software\\Policies\\Holdfast\r\n    log-level    REG_SZ    debug\r\n    cache-mib    REG_DWORD    0x800\r\n    updates    REG_DWORD    0x0\r\n    local-users    REG_DWORD    0x1\r\n\r\n";
  };

  const { settings, complaints } = readManaged({ platform: "win32", run });

  expect(asked).toEqual([String.raw`reg.exe query HKLM\Software\Policies\Holdfast /reg:64`]);
  expect(settings).toEqual({ logLevel: "debug", cacheMib: 2_048, updates: false, localUsers: true });
  expect(complaints).toEqual([]);
});

test("managed preferences of macOS are read as JSON", () => {
  const run = () => '{"poll-wait-seconds":40,"start-at-login":true}';

  expect(readManaged({ platform: "darwin", run }).settings).toEqual({
    pollWaitSeconds: 40,
    startAtLogin: true,
  });
  expect(readManaged({ platform: "darwin", run: () => undefined }).settings).toEqual({});
});

test("on Linux a file of root counts, and one that others can change is told and not obeyed", () => {
  expect(onLinux('{"lan":"0.0.0.0:8485"}').settings).toEqual({ lan: "0.0.0.0:8485" });

  const { settings, complaints } = onLinux('{"lan":"0.0.0.0:8485"}', () => false);

  expect(settings).toEqual({});
  expect(complaints[0]).toContain("does not belong to root");
  expect(readManaged({ platform: "linux", linuxFile: "/nowhere/policy.json" }).complaints).toEqual([]);
});

test("what is wrong is told and takes nothing right with it", () => {
  const { settings, complaints } = onLinux(
    '{"cache-mib":5,"log-level":"debug","join-code":"hf1.abc","logLevel":"error"}',
  );

  expect(settings).toEqual({ logLevel: "debug" });
  expect(complaints).toEqual([
    "The organisation sets cache-mib, which must be at least 100; it is not obeyed.",
    "The organisation sets join-code, which is no setting that can be set there.",
    "The organisation sets logLevel, which is no setting that can be set there.",
  ]);
  expect(onLinux("{").complaints[0]).toContain("is no JSON object");
});
