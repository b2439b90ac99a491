import * as z from "zod";
import type { Retention } from "#contract/policies";
import { parseJson } from "./messages.ts";
import type { RunCommand } from "./open-restic.ts";
import type { ResticEnd } from "./run-restic.ts";
import { waitForLock } from "./wait-for-lock.ts";

const LONGEST_PLAN = 256 * 1024 * 1024;

const listed = z.looseObject({
  id: z.string().regex(/^[0-9a-f]{64}$/),
  time: z.string(),
  hostname: z.string().catch(""),
  paths: z.array(z.string()).nullish().catch(undefined),
});
export type PlannedSnapshot = {
  id: string;
  time: string;
  hostname: string;
  paths: string[];
  reasons: string[];
};

const reason = z.looseObject({
  snapshot: z.looseObject({ id: z.string().optional() }),
  matches: z.array(z.string()).catch([]),
});

const group = z.looseObject({
  host: z.string().catch(""),
  tags: z.array(z.string()).nullish().catch(undefined),
  keep: z.array(z.unknown()).nullish().catch(undefined),
  remove: z.array(z.unknown()).nullish().catch(undefined),
  reasons: z.array(z.unknown()).nullish().catch(undefined),
});
export type ForgetGroup = { host: string; keep: PlannedSnapshot[]; remove: PlannedSnapshot[] };

type Scope = { host: string; policyId: string; retention: Retention };

/** What restic's own arithmetic would keep and remove of one machine's snapshots by one policy; changes nothing and takes no lock. */
export async function planForget(
  run: RunCommand,
  { host, policyId, retention }: Scope,
): Promise<{ end: ResticEnd; groups: ForgetGroup[] | undefined }> {
  let groups: ForgetGroup[] | undefined;
  const end = await run({
    args: [
      ...["forget", "--dry-run", "--json", "--no-lock"],
      ...[`--host=${host}`, `--tag=policy:${policyId}`, "--group-by=host,tags"],
      ...keepFlags(retention),
    ],
    maxLineCharacters: LONGEST_PLAN,
    onLine: ({ stream, text }) => {
      // A newer line never replaces the plan: some versions print plain text after it.
      if (stream === "stdout") groups ??= parseGroups(text);
    },
  });
  return { end, groups };
}

/** Removes the named snapshots and nothing else. restic's good end is no proof: an append-only server keeps them. */
export async function forgetSnapshots(
  run: RunCommand,
  ids: readonly string[],
  lockWaitSeconds: number,
): Promise<ResticEnd> {
  return await run({ args: ["forget", "--json", waitForLock(lockWaitSeconds), ...ids] });
}

const FLAGS = {
  keepLast: "--keep-last",
  keepHourly: "--keep-hourly",
  keepDaily: "--keep-daily",
  keepWeekly: "--keep-weekly",
  keepMonthly: "--keep-monthly",
  keepYearly: "--keep-yearly",
  keepWithin: "--keep-within",
  keepWithinHourly: "--keep-within-hourly",
  keepWithinDaily: "--keep-within-daily",
  keepWithinWeekly: "--keep-within-weekly",
  keepWithinMonthly: "--keep-within-monthly",
  keepWithinYearly: "--keep-within-yearly",
} as const satisfies Record<keyof Retention, string>;

export function keepFlags(retention: Retention): string[] {
  const names = Object.keys(FLAGS) as (keyof Retention)[];
  return names.flatMap((name) =>
    retention[name] === undefined ? [] : [`${FLAGS[name]}=${retention[name]}`],
  );
}

/** The groups of a plan; undefined where the line is none, or holds a snapshot that cannot be read: then nothing may be decided by it. */
export function parseGroups(line: string): ForgetGroup[] | undefined {
  const array = z.array(group).safeParse(parseJson(line));
  if (!array.success) return undefined;
  const groups: ForgetGroup[] = [];
  for (const { host, keep, remove, reasons } of array.data) {
    const why = reasonsById(reasons ?? []);
    const kept = snapshotsOf(keep ?? [], why);
    const removed = snapshotsOf(remove ?? [], why);
    if (kept === undefined || removed === undefined) return undefined;
    groups.push({ host, keep: kept, remove: removed });
  }
  return groups;
}

function snapshotsOf(rows: unknown[], why: Map<string, string[]>): PlannedSnapshot[] | undefined {
  const known = z.array(listed).safeParse(rows);
  if (!known.success) return undefined;
  return known.data.map(({ id, time, hostname, paths }) => ({
    id,
    time,
    hostname,
    paths: paths ?? [],
    reasons: why.get(id) ?? [],
  }));
}

function reasonsById(rows: unknown[]): Map<string, string[]> {
  const why = new Map<string, string[]>();
  for (const row of rows) {
    const known = reason.safeParse(row).data;
    if (known?.snapshot.id !== undefined) why.set(known.snapshot.id, known.matches);
  }
  return why;
}
