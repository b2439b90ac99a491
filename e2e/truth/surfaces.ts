import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { vi } from "vitest";
import { type Agent, getAgent } from "#contract/agents";
import { pathOf } from "#contract/call";
import { type HistoryDay, listHistoryDays } from "#contract/history";
import { exportRuns, listRuns, type Run } from "#contract/runs";
import { getStatus, type Status } from "#contract/status";
import type { Id } from "#contract/values";
import type { MenuEntry } from "../../electron/desktop/menu-entry.ts";
import { startStatusFeed } from "../../electron/desktop/status-feed.ts";
import { trayMenu } from "../../electron/desktop/tray-menu.ts";
import { type TrayInput, trayIcon, traySentence, trayTooltip } from "../../electron/desktop/tray-state.ts";
import { LOCAL_TOKEN, type TestOrchestrator } from "../../orchestrator/orchestrator-for-tests.ts";
import { readCsv } from "./csv.ts";

type Renderer = { createPages(): (address: string) => Promise<string> };
// By its address, for the types of a browser are no business of the tests around it.
const renderer = join(import.meta.dirname, "../../renderer/testing/rendered-page.tsx");

/** Renders the pages of the interface, which ask this orchestrator. */
export async function openPages({ fetch }: TestOrchestrator) {
  vi.stubGlobal("fetch", (url: string, init: { method: string; headers: Record<string, string> }) =>
    fetch(url, { ...init, headers: { ...init.headers, authorization: `Bearer ${LOCAL_TOKEN}` } }),
  );
  // React as it is shipped: the one for development takes three times as long.
  vi.stubEnv("NODE_ENV", "production");
  const { createPages } = (await import(pathToFileURL(renderer).href)) as Renderer;
  return createPages;
}

export type Api = { status: Status; ofMachine: Status; agent: Agent; runs: Run[]; days: HistoryDay[] };

export async function askApi({ admin }: TestOrchestrator, agentId: Id): Promise<Api> {
  const runs = await admin(listRuns, { query: { agent: agentId, limit: 200 } });
  const history = await admin(listHistoryDays, { query: { agents: agentId, days: 90 } });
  return {
    status: await admin(getStatus, { query: {} }),
    ofMachine: await admin(getStatus, { query: { agent: agentId } }),
    agent: await admin(getAgent, { params: { id: agentId } }),
    runs: runs.items,
    days: history.items[0]?.days ?? [],
  };
}

export async function askCsv({ fetch }: TestOrchestrator, agentId: Id): Promise<Record<string, string>[]> {
  const answer = await fetch(pathOf(exportRuns, { query: { agent: agentId } }), {
    method: "GET",
    headers: { authorization: `Bearer ${LOCAL_TOKEN}` },
  });
  return readCsv(await answer.text());
}

/** What the tray of this computer shows, from the very feed that it lives on. */
export async function askTray({ admin, clock }: TestOrchestrator) {
  const ended = new AbortController();
  const known = await new Promise<TrayInput["known"]>((publish) => {
    startStatusFeed({ call: admin, wait: () => new Promise(() => undefined), publish }, ended.signal);
  });
  ended.abort();
  const input: TrayInput = {
    core: { kind: "running", isOwn: true, url: "", token: "" },
    known,
    quitsAfterRun: false,
  };
  const now = new Date(clock.ms);
  return {
    shape: trayIcon(input).shape,
    isMoving: trayIcon(input).arc !== undefined,
    sentence: traySentence(input, now),
    tooltip: trayTooltip(input, now),
    labels: labelsOf(trayMenu(input, now)),
  };
}
export type Tray = Awaited<ReturnType<typeof askTray>>;

const labelsOf = (entries: MenuEntry[]): string[] =>
  entries.flatMap((entry) => {
    if (entry.kind === "separator") return [];
    return entry.kind === "item" ? [entry.label] : [entry.label, ...labelsOf(entry.entries)];
  });
