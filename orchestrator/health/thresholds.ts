import type { HealthSample } from "#contract/health";
import type { RepositoryWarningCode } from "#contract/repository-warnings";
import type { Tx } from "../db/database.ts";
import { toInstant } from "../ids.ts";
import { clearWarning, raiseWarning } from "../repository-warnings/warnings.store.ts";
import { forecastOf } from "./forecast.ts";
import { samplesOf } from "./samples.store.ts";

const DAY_MS = 86_400_000;
const GIB = 1024 ** 3;
const LOW = { bytes: 5 * GIB, share: 0.05 };
const FULL_SOON_DAYS = 14;
const SLOW_MS = 2_000;
const SLOW_SAMPLES = 5;

/** What may be warned of; without a message it is over. */
export type Found = { code: RepositoryWarningCode; message: string | undefined };

/** Raises what a repository's numbers warn of, and takes away what is over. */
export async function watchThresholds(tx: Tx, repositoryId: string, now: Date): Promise<void> {
  const from = toInstant(new Date(now.getTime() - 30 * DAY_MS));
  await warnOf(tx, repositoryId, foundIn(await samplesOf(tx, repositoryId, from)), now);
}

export async function warnOf(tx: Tx, repositoryId: string, found: Found[], now: Date): Promise<void> {
  for (const { code, message } of found) {
    if (message === undefined) await clearWarning(tx, repositoryId, code);
    else await raiseWarning(tx, repositoryId, { code, message, freezes: false }, now);
  }
}

export function foundIn(samples: HealthSample[]): Found[] {
  const free = samples.findLast(({ freeBytes }) => freeBytes !== null);
  const isLow =
    free?.freeBytes != null && free.freeBytes < Math.max(LOW.bytes, (free.totalBytes ?? 0) * LOW.share);
  const { daysUntilFull } = forecastOf(samples);
  const isFullSoon = daysUntilFull !== null && daysUntilFull < FULL_SOON_DAYS;
  const latencies = samples
    .slice(-SLOW_SAMPLES)
    .flatMap(({ latencyMs }) => (latencyMs === null ? [] : [latencyMs]))
    .sort((one, two) => one - two);
  const usual = latencies[Math.floor(latencies.length / 2)] ?? 0;
  const isSlow = latencies.length === SLOW_SAMPLES && usual > SLOW_MS;
  return [
    {
      code: "space-low",
      message: isLow ? `Less than ${Math.ceil((free?.freeBytes ?? 0) / GIB)} GiB are free there.` : undefined,
    },
    {
      code: "full-soon",
      message: isFullSoon
        ? `At the pace of the last weeks it is full in less than ${Math.ceil(daysUntilFull / 7)} weeks.`
        : undefined,
    },
    {
      code: "slow",
      message: isSlow ? "It answers slowly: more than two seconds for the least request." : undefined,
    },
  ];
}
