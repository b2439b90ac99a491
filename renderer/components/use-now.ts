import { useEffect, useState } from "react";

/** The time, told again every `periodMs`; texts that depend on it move without reading anything. */
export function useNow(periodMs = 30_000): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => listen(periodMs, setNow), [periodMs]);
  return now;
}

type Listener = (now: number) => void;
/** One timer for all who ask for the same period: a table has hundreds of times in it. */
const tickers = new Map<number, { listeners: Set<Listener>; timer: ReturnType<typeof setInterval> }>();

function listen(periodMs: number, listener: Listener): () => void {
  const { listeners, timer } = tickers.get(periodMs) ?? startTicker(periodMs);
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    tickers.delete(periodMs);
  };
}

function startTicker(periodMs: number) {
  const listeners = new Set<Listener>();
  const timer = setInterval(() => {
    const now = Date.now();
    for (const listener of listeners) listener(now);
  }, periodMs);
  const ticker = { listeners, timer };
  tickers.set(periodMs, ticker);
  return ticker;
}
