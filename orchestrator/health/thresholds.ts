import type { HealthSample } from "#contract/health";
import type { RepositoryWarningCode } from "#contract/repository-warnings";
import { atMost } from "../db/at-most.ts";
import type { Tx } from "../db/database.ts";
import type { Row } from "../db/tables.ts";
import { toInstant } from "../ids.ts";
import { maintenanceAgentOf } from "../maintenance/maintenance-agent.ts";
import { type PlannedKind, plansOf, scheduleOf } from "../maintenance/maintenance-plan.ts";
import { clearWarning, raiseWarning } from "../repository-warnings/warnings.store.ts";
import { longestGapSeconds } from "../schedule/gap.ts";
import { forecastOf } from "./forecast.ts";
import { samplesOf } from "./samples.store.ts";

const DAY_MS = 86_400_000;
const GIB = 1024 ** 3;
const LOW = { bytes: 5 * GIB, share: 0.05 };
const FULL_SOON_DAYS = 14;
const SLOW_MS = 2_000;
const SLOW_SAMPLES = 5;

type Found = { code: RepositoryWarningCode; message: string | undefined };

/** Raises what a repository's numbers warn of, and takes away what is over. */
export async function watchThresholds(
  tx: Tx,
  repository: Pick<Row<"repository">, "id" | "created_at">,
  now: Date,
): Promise<void> {
  const from = toInstant(new Date(now.getTime() - 30 * DAY_MS));
  const samples = await samplesOf(tx, repository.id, from);
  const found = [...foundIn(samples), ...(await overdueWork(tx, repository, now))];
  for (const { code, message } of found) {
    if (message === undefined) await clearWarning(tx, repository.id, code);
    else await raiseWarning(tx, repository.id, { code, message, freezes: false }, now);
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

const OVERDUE = {
  check: { code: "check-overdue", message: "It was not checked for more than two of its periods." },
  prune: { code: "prune-overdue", message: "Nothing was pruned for more than two of its periods." },
  drill: { code: "drill-overdue", message: "No restore was practised for more than two of its periods." },
  copy: { code: "copy-overdue", message: "It was not copied for more than two of its periods." },
} as const satisfies Record<PlannedKind, object>;

/** Backups may be green for weeks while nothing is tidied up or looked through. */
async function overdueWork(
  tx: Tx,
  { id, created_at }: Pick<Row<"repository">, "id" | "created_at">,
  now: Date,
): Promise<Found[]> {
  const agent = await maintenanceAgentOf(tx, id);
  const found: Found[] = [];
  for (const plan of await plansOf(tx, [id])) {
    const { code, message } = OVERDUE[plan.kind as PlannedKind];
    const planned = scheduleOf(plan);
    const last = await tx
      .selectFrom("run")
      .select("finished_at")
      .where("repository_id", "=", id)
      .where("kind", "=", plan.kind)
      .where("status", "in", ["success", "warning"])
      .orderBy("started_at", "desc")
      .limit(atMost(1))
      .executeTakeFirst();
    const since = Date.parse(last?.finished_at ?? created_at);
    const zone = planned?.timeZone ?? agent?.timeZone ?? "UTC";
    const gapMs = planned === null ? Number.POSITIVE_INFINITY : longestGapSeconds(planned, zone, now) * 1_000;
    const isOverdue = now.getTime() - since > 2 * Math.max(gapMs, DAY_MS);
    found.push({ code, message: isOverdue ? message : undefined });
  }
  return found;
}
