import type { Call } from "#contract/call";
import { listRuns, type Run, readRunLog } from "#contract/runs";
import { listSlots, type Slot } from "#contract/schedule";
import { listTasks } from "#contract/tasks";
import { getUpstream } from "#contract/upstream";
import { MINUTE_MS, PERIOD_MS, type Stage } from "./stage.ts";

const MOST_ROUNDS = 120;

/** The weather clears, the clocks are set right, and everybody works until nothing is left to do. */
export async function settle(stage: Stage): Promise<void> {
  const { pair } = stage;
  pair.link.weather = "fine";
  const now = Math.max(pair.upstream.clock.ms, pair.follower.clock.ms);
  pair.upstream.clock.ms = now;
  pair.follower.clock.ms = now;
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    await stage.live(50_000);
    for (let task = 0; task < 3; task += 1) {
      await stage.take();
      await stage.finish(true);
    }
    await pair.follower.round();
    if (round > 4 && (await isQuiet(stage))) return;
  }
  throw new Error(`it does not come to rest\n${await describe(stage)}`);
}

async function isQuiet({ pair, policyId }: Stage): Promise<boolean> {
  const { waiting } = await pair.follower.admin(getUpstream, {});
  if (waiting.results + waiting.reports + waiting.logChunks > 0) return false;
  for (const { admin } of [pair.upstream, pair.follower]) {
    const { items } = await admin(listTasks, { query: { open: "true" } });
    if (items.length > 0) return false;
  }
  const { items } = await pair.upstream.admin(listSlots, { query: { policy: policyId, outcome: "pending" } });
  return items.length === 0;
}

/** Every rule of following, looked at from both sides and from the machine's own memory. */
export async function auditPartition(stage: Stage): Promise<void> {
  const [there, here] = [await historyOf(stage, "upstream"), await historyOf(stage, "follower")];
  const wrong = [
    ...notEnded("there", there.slots),
    ...notEnded("here", here.slots),
    ...vanished(stage, there.slots),
    ...doneTwice(stage),
    ...disagreements(there, here),
    ...(await lostLogs(stage, there)),
  ];
  if (wrong.length > 0) throw new Error(`${wrong.join("\n")}\n${await describe(stage)}`);
}

type History = { slots: Slot[]; runs: Run[] };

async function historyOf({ pair, policyId }: Stage, side: "upstream" | "follower"): Promise<History> {
  const { admin } = pair[side];
  return {
    slots: await all((cursor) =>
      admin(listSlots, { query: { policy: policyId, limit: 200, ...(cursor && { cursor }) } }),
    ),
    runs: await all((cursor) =>
      admin(listRuns, { query: { policy: policyId, limit: 200, ...(cursor && { cursor }) } }),
    ),
  };
}

async function all<T>(
  read: (cursor: string | undefined) => Promise<{ items: T[]; nextCursor: string | null }>,
): Promise<T[]> {
  const items: T[] = [];
  let cursor: string | undefined;
  do {
    const page = await read(cursor);
    items.push(...page.items);
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  return items;
}

function notEnded(where: string, slots: Slot[]): string[] {
  return slots
    .filter(({ outcome }) => !["done", "skipped", "missed"].includes(outcome))
    .map(({ key, outcome }) => `${where} ${key} is still ${outcome}`);
}

function vanished({ pair, startedAt, policyId, agentId }: Stage, slots: Slot[]): string[] {
  const known = new Set(slots.map(({ key }) => key));
  const missing: string[] = [];
  const first = Math.ceil(startedAt / PERIOD_MS) * PERIOD_MS;
  for (let at = first; at < pair.upstream.clock.ms - MINUTE_MS; at += PERIOD_MS) {
    const key = `${policyId}/${agentId}/backup/${new Date(at).toISOString().slice(0, 16)}Z`;
    if (!known.has(key)) missing.push(`there ${key} has vanished`);
  }
  return missing;
}

function doneTwice({ done }: Stage): string[] {
  const bySlot = Map.groupBy(
    done.filter(({ slotKey }) => slotKey !== undefined),
    ({ slotKey }) => slotKey,
  );
  return [...bySlot].filter(([, runs]) => runs.length > 1).map(([key]) => `${key} was done twice`);
}

/** A good run of a slot is on both sides, with the same snapshot. */
function disagreements(there: History, here: History): string[] {
  const [good, goodHere] = [goodSlots(there), goodSlots(here)];
  return [...new Set([...good.keys(), ...goodHere.keys()])]
    .filter((key) => good.get(key) !== goodHere.get(key))
    .map((key) => `${key}: there ${good.get(key)}, here ${goodHere.get(key)}`);
}

function goodSlots({ slots, runs }: History): Map<string, string> {
  const snapshots = new Map(runs.map((run) => [run.id, run.status === "success" ? run.snapshotId : null]));
  return new Map(
    slots
      .filter(({ outcome }) => outcome === "done")
      .map(({ key, runId }) => [key, snapshots.get(runId ?? "") ?? ""] as const)
      .filter(([, snapshot]) => snapshot !== ""),
  );
}

async function lostLogs({ pair, done }: Stage, there: History): Promise<string[]> {
  const missing: string[] = [];
  for (const { snapshotId, log } of done) {
    const run = there.runs.find((one) => one.snapshotId === snapshotId);
    if (run === undefined) missing.push(`snapshot ${snapshotId} (${log}) is unknown there`);
    else if ((await logOf(pair.upstream.admin, run.id)) !== log)
      missing.push(`the log of ${log} is not there`);
  }
  return missing;
}

async function logOf(call: Call, id: string): Promise<string> {
  const { lines } = await call(readRunLog, { params: { id }, query: {} });
  return lines.map(({ text }) => text).join("|");
}

async function describe(stage: Stage): Promise<string> {
  const lines = [...stage.story];
  for (const side of ["upstream", "follower"] as const) {
    const { slots, runs } = await historyOf(stage, side);
    lines.push(
      side,
      ...slots.map((slot) => `  ${slot.key.slice(-18)} ${slot.outcome} ${slot.reason} ${slot.runId}`),
    );
    lines.push(...runs.map((run) => `  run ${run.id} ${run.status} ${run.snapshotId?.slice(0, 8)}`));
    const { items } = await stage.pair[side].admin(listTasks, { query: { open: "true" } });
    lines.push(...items.map((task) => `  open ${task.id} ${task.status} ${task.reason} ${task.slotKey}`));
  }
  return lines.join("\n");
}
