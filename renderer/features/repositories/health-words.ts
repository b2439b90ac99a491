import type { HealthSample } from "#contract/health";
import { formatBytes } from "../../format/bytes.ts";

type Forecast = { growthBytesPerDay: number | null; daysUntilFull: number | null };

export function latencyWords({ latencyMs }: HealthSample): string {
  if (latencyMs === null) return "not measured";
  return latencyMs < 1 ? "under 1 ms" : `${Math.round(latencyMs)} ms`;
}

export function spaceWords({ usedBytes, freeBytes }: HealthSample): string {
  const used = usedBytes === null ? undefined : `${formatBytes(usedBytes)} used`;
  const free = freeBytes === null ? "free space unknown" : `${formatBytes(freeBytes)} free`;
  return [used, free].filter((part) => part !== undefined).join(", ");
}

export function growthWords({ growthBytesPerDay }: Forecast): string {
  if (growthBytesPerDay === null) return "not known yet; it takes three days";
  if (Math.abs(growthBytesPerDay) < 1_000) return "none";
  const amount = formatBytes(Math.abs(growthBytesPerDay));
  return growthBytesPerDay > 0 ? `${amount} a day` : `shrinks by ${amount} a day`;
}

export function fullWords({ daysUntilFull }: Forecast): string {
  if (daysUntilFull === null) return "not in sight";
  if (daysUntilFull > 730) return "in more than two years";
  if (daysUntilFull > 60) return `in about ${Math.round(daysUntilFull / 30)} months`;
  return `in about ${Math.max(1, Math.round(daysUntilFull))} days`;
}
