import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { pathOf } from "#contract/call";
import { type LiveEvent, liveEvent, streamEvents } from "#contract/events";
import { createFlusher } from "./flusher.ts";
import { keys } from "./keys.ts";
import { changedBy } from "./live-changes.ts";
import { showProgress } from "./live-progress.ts";

const FLUSH_MS = 500;
const MAX_DELAY_MS = 30_000;
const eventTypes = liveEvent.options.map((option) => option.shape.type.value);

/** Keeps one event stream open. `lostAt` is since when it is cut, for the bar that says so. */
export function useLive(): { lostAt: number | null } {
  const client = useQueryClient();
  const [lostAt, setLostAt] = useState<number | null>(null);
  useEffect(() => {
    const stream = follow(client, (isOpen) => setLostAt((since) => (isOpen ? null : (since ?? Date.now()))));
    return stream.stop;
  }, [client]);
  return { lostAt };
}

function follow(client: QueryClient, onConnection: (isOpen: boolean) => void) {
  const flusher = createFlusher(FLUSH_MS, (queryKey) => client.invalidateQueries({ queryKey }));
  let source: EventSource | undefined;
  let retry: ReturnType<typeof setTimeout> | undefined;
  let delayMs = 1_000;

  let wasLost = false;

  const open = () => {
    source = new EventSource(pathOf(streamEvents, {}));
    source.onopen = () => {
      delayMs = 1_000;
      onConnection(true);
      // What was asked during the cut has failed, and no event tells of that.
      if (wasLost) readAllAgain(client);
      wasLost = false;
    };
    source.onerror = () => {
      onConnection(false);
      wasLost = true;
      if (source?.readyState !== EventSource.CLOSED) return;
      // The browser gives up after an HTTP error, for example while the core restarts.
      void client.invalidateQueries({ queryKey: keys.me });
      retry = setTimeout(open, delayMs);
      delayMs = Math.min(delayMs * 2, MAX_DELAY_MS);
    };
    for (const type of eventTypes) source.addEventListener(type, (message) => take(message.data));
  };
  const take = (data: unknown) => {
    const event = readEvent(data);
    if (event !== undefined) apply(client, flusher.add, event);
  };

  open();
  return {
    stop: () => {
      clearTimeout(retry);
      flusher.stop();
      source?.close();
    },
  };
}

function readEvent(data: unknown): LiveEvent | undefined {
  if (typeof data !== "string") return undefined;
  try {
    return liveEvent.safeParse(JSON.parse(data)).data;
  } catch {
    return undefined;
  }
}

function apply(client: QueryClient, drop: (key: readonly unknown[]) => void, event: LiveEvent): void {
  if (event.type === "reset") readAllAgain(client);
  else if (event.type === "progress") showProgress(client, event);
  else if (event.type === "log") announceLog(client, keys.runLogCalls(event.runId));
  else for (const key of changedBy(event)) drop(key);
}

function readAllAgain(client: QueryClient): void {
  void client.invalidateQueries({ predicate: ({ queryKey }) => !String(queryKey[0]).startsWith("run-log") });
  announceLog(client, ["run-log-calls"]);
}

/** Only the logs that are open are counted: their page reads on. */
function announceLog(client: QueryClient, queryKey: readonly unknown[]): void {
  client.setQueriesData<number>({ queryKey }, (calls = 0) => calls + 1);
}
