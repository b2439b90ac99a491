import { statSync } from "node:fs";
import { join } from "node:path";
import Sqlite from "better-sqlite3";
import { API } from "#contract/version";
import { addMany } from "../../fleet/add-many.ts";
import { agentIdOf, agentKeyOf, makeMachines } from "../fleet.ts";
import { createLoad, type Shot } from "../load.ts";
import { alternate, type Measured, memoryKib, type Options, type Row } from "../measure.ts";
import { adminOf, type Server, startCoreOn } from "../servers.ts";
import { beatOrPoll } from "../shots.ts";

/** Ten times as many may cost so much more for each request: an exponent of 0.18. */
const MOST = 1.5;
/** Memory and bytes may follow what there is, and an index that is one level deeper, but not outgrow it. */
const MOST_MEMORY = 10.5;

type Size = { count: number; core: Server; fileBytes: number };
type Asked = { what: string; requests: number; shot: (size: Size, n: number) => Shot };

/** What one request costs the core as machines and history grow tenfold, again and again: CPU, each size against the one before. */
export const growthRow: Row = {
  name: "growth",
  async run(options) {
    const { quick, big } = options;
    const fleets = quick ? [10, 100, 1_000] : [10, 100, 1_000, 10_000];
    const histories = [10_000, 100_000, ...(quick ? [] : [1_000_000]), ...(big ? [10_000_000] : [])];
    return [
      ...(await grow(options, { counts: fleets, of: "machines", prepare: makeMachines, asked: ofMachines })),
      ...(await grow(options, {
        counts: fleets,
        of: "machines with a policy",
        prepare: makeFleet,
        asked: ofFleet,
      })),
      ...(await grow(options, { counts: histories, of: "runs", prepare: makeRuns, asked: ofRuns })),
    ];
  },
};

const ofMachines: Asked[] = [
  {
    what: "heartbeat + poll",
    requests: 8_000,
    shot: ({ count }, n) => {
      const machine = (n >> 1) % count;
      return beatOrPoll(agentIdOf(machine), agentKeyOf(machine), n);
    },
  },
];

const ofFleet: Asked[] = [
  { what: "a page of ten machines", requests: 100, shot: page("/agents?limit=10") },
  { what: "status", requests: 50, shot: page("/status") },
];

const ofRuns: Asked[] = [
  { what: "first page of the runs", requests: 200, shot: page("/runs?limit=50") },
  { what: "first page of those that failed", requests: 200, shot: page("/runs?limit=50&status=failure") },
  { what: "status", requests: 100, shot: page("/status") },
];

type Growing = {
  counts: number[];
  of: string;
  prepare: (dataDir: string, count: number) => Promise<void> | void;
  asked: Asked[];
};

async function grow(
  { quick, folder }: Options,
  { counts, of, prepare, asked }: Growing,
): Promise<Measured[]> {
  const measured: Measured[] = [];
  let before: Size | undefined;
  for (const count of counts) {
    const now = await open(folder, count, prepare);
    if (before !== undefined)
      measured.push(...(await compare(before, now, { of, asked, rounds: quick ? 5 : 7 })));
    await before?.core.stop();
    before = now;
  }
  await before?.core.stop();
  return measured;
}

async function open(folder: string, count: number, prepare: Growing["prepare"]): Promise<Size> {
  let fileBytes = 0;
  const core = await startCoreOn(folder, async (dataDir) => {
    await prepare(dataDir, count);
    fileBytes = statSync(join(dataDir, "holdfast.db")).size;
  });
  return { count, core, fileBytes };
}

type Comparison = { of: string; asked: Asked[]; rounds: number };

async function compare(small: Size, great: Size, { of, asked, rounds }: Comparison): Promise<Measured[]> {
  const [count, fewer] = [great.count, small.count].map((size) => size.toLocaleString("en"));
  const named = (what: string) => ({
    what: `${what} at ${count} ${of}`,
    against: `at ${fewer}`,
    share: "cost" as const,
  });
  const measured: Measured[] = [];
  for (const { what, requests, shot } of asked) {
    const [few, many] = [createLoad(small.core), createLoad(great.core)];
    const pairs = await alternate(
      rounds,
      () => few.cpuPerRequest(requests, (n) => shot(small, n)),
      () => many.cpuPerRequest(requests, (n) => shot(great, n)),
    );
    for (const load of [few, many]) load.close();
    measured.push({ ...named(`${what}, CPU`), target: { atMost: MOST }, pairs });
  }
  const sizes = (base: number, subject: number) => [{ base, subject }];
  return [
    ...measured,
    {
      ...named("memory of the core"),
      ...{
        target: { atMost: MOST_MEMORY },
        pairs: sizes(memoryOf(small), memoryOf(great)),
      },
    },
    {
      ...named("database"),
      ...{ target: { atMost: MOST_MEMORY }, pairs: sizes(small.fileBytes, great.fileBytes) },
    },
  ];
}

const REPOSITORY = "0193c0de-0000-7000-8001-000000000000";
const MACHINES_OF_RUNS = 100;

/** Every one follows a policy and has had a run. */
const makeFleet = (dataDir: string, machines: number) => fill(dataDir, { machines, runs: machines });
const makeRuns = (dataDir: string, runs: number) => fill(dataDir, { machines: MACHINES_OF_RUNS, runs });

function fill(dataDir: string, sizes: { machines: number; runs: number }): void {
  const file = join(dataDir, "holdfast.db");
  const now = Date.now();
  const sqlite = new Sqlite(file);
  sqlite
    .prepare(
      "insert into repository (id, name, kind, place_json, sealed_password, state, revision, created_at, updated_at) values (?, 'Disk', 'fs', '{}', '', 'ready', 1, ?, ?)",
    )
    .run(REPOSITORY, ...Array.from({ length: 2 }, () => new Date(now).toISOString()));
  sqlite.close();
  addMany(file, { ...sizes, now, repositoryId: REPOSITORY });
}

function page(path: string) {
  return ({ core }: Size): Shot => ({ method: "GET", path: `${API}${path}`, bearer: adminOf(core).token });
}

const memoryOf = ({ core }: Size) => memoryKib(core.pid, "VmRSS");
