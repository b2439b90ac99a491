import { useEffect, useState } from "react";

/** The time, told again every `periodMs`; texts that depend on it move without reading anything. */
export function useNow(periodMs = 30_000): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), periodMs);
    return () => clearInterval(timer);
  }, [periodMs]);
  return now;
}
