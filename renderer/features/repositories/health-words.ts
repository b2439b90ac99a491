import type { HealthSample } from "#contract/health";
import { say } from "#contract/words/say";
import { formatBytes } from "../../format/bytes.ts";

type Forecast = { growthBytesPerDay: number | null; daysUntilFull: number | null };

export function latencyWords({ latencyMs }: HealthSample): string {
  if (latencyMs === null) return say("not measured");
  return latencyMs < 1 ? say("under 1 ms") : say("{count} ms", { count: Math.round(latencyMs) });
}

export function spaceWords({ usedBytes, freeBytes }: HealthSample): string {
  const used = usedBytes === null ? undefined : say("{size} used", { size: formatBytes(usedBytes) });
  const free =
    freeBytes === null ? say("free space unknown") : say("{size} free", { size: formatBytes(freeBytes) });
  return [used, free].filter((part) => part !== undefined).join(", ");
}

export function growthWords({ growthBytesPerDay }: Forecast): string {
  if (growthBytesPerDay === null) return say("not known yet; it takes three days");
  if (Math.abs(growthBytesPerDay) < 1_000) return "none";
  const amount = formatBytes(Math.abs(growthBytesPerDay));
  return growthBytesPerDay > 0
    ? say("{amount} a day", { amount })
    : say("shrinks by {amount} a day", { amount });
}

export function fullWords({ daysUntilFull }: Forecast): string {
  if (daysUntilFull === null) return say("not in sight");
  if (daysUntilFull > 730) return say("in more than two years");
  if (daysUntilFull > 60) return say("in about {count} months", { count: Math.round(daysUntilFull / 30) });
  return say("in about {count, plural, one {# day} other {# days}}", {
    count: Math.max(1, Math.round(daysUntilFull)),
  });
}
