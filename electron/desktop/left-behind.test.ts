import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { watchLeftBehind } from "./left-behind.ts";
import { createShellMemory } from "./shell-memory.ts";
import { createShellState } from "./shell-state.ts";
import { aStatus, POLICY } from "./testing/sample-status.ts";
import { trayMenu } from "./tray-menu.ts";
import { trayIcon } from "./tray-state.ts";

const own = { kind: "running", isOwn: true, url: "http://127.0.0.1:1", token: "x" } as const;
const service = {
  kind: "running",
  isOwn: false,
  isLimited: true,
  url: "http://127.0.0.1:2",
  token: "y",
} as const;
const known = (count: number) => ({
  status: aStatus(),
  policies: Array.from({ length: count }, (_, at) => ({ id: POLICY, name: `P${at}`, repositoryName: "NAS" })),
  appVersion: "1",
  notices: [],
});

function shell() {
  const dataDir = mkdtempSync(join(tmpdir(), "holdfast-left-"));
  onTestFinished(() => rmSync(dataDir, { recursive: true }));
  mkdirSync(join(dataDir, "run"));
  writeFileSync(join(dataDir, "holdfast.db"), "");
  const memory = createShellMemory({ path: join(dataDir, "shell.json"), warn: () => undefined });
  const state = createShellState();
  const told: string[] = [];
  state.onChange(
    watchLeftBehind({
      ...{ memory, dataDir, tell: (text) => told.push(text) },
      change: (leftBehind) => state.change({ leftBehind }),
    }),
  );
  return { dataDir, memory, state, told };
}

test("what an account had set up before a service came is told once, and stands in the tray as long as it does not run", async () => {
  const { memory, state, told } = shell();
  state.change({ core: own, known: known(2) });
  expect(trayIcon(state.read()).shape).toBe("protected");

  state.change({ core: service, known: undefined });
  state.change({ known: known(1) });
  state.change({ known: known(1) });

  const sentence = "2 backups of this account do not run: a service looks after this computer.";
  expect(told).toEqual([sentence]);
  expect(trayIcon(state.read()).shape).toBe("warning");
  expect(trayMenu(state.read(), new Date())[1]).toMatchObject({ label: sentence });
  state.change({ core: own, known: known(2) });
  expect(trayIcon(state.read()).shape).toBe("protected");
  await memory.written();
});

test("nothing is said where the account had set up nothing, or has moved its database away", async () => {
  const { dataDir, memory, state, told } = shell();
  state.change({ core: service, known: known(1) });
  expect(told).toEqual([]);

  memory.change({ ownPolicies: 3 });
  await memory.written();
  rmSync(join(dataDir, "holdfast.db"));
  state.change({ known: known(1) });

  expect(told).toEqual([]);
});

test("a core of this account that somebody else has started leaves nothing behind", async () => {
  const { dataDir, memory, state, told } = shell();
  memory.change({ ownPolicies: 3 });
  writeFileSync(join(dataDir, "run", "admin.json"), JSON.stringify({ url: service.url, token: "z", pid: 1 }));

  state.change({ core: { ...own, isOwn: false, url: service.url }, known: known(3) });

  expect(told).toEqual([]);
  await memory.written();
});
