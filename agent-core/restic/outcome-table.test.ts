import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { runReport } from "#contract/outcome";
import type { TaskLimits } from "#contract/task";
import { runBackup } from "../tasks/backup.ts";
import { runCheck } from "../tasks/check.ts";
import { runDrill } from "../tasks/drill.ts";
import { runInit } from "../tasks/init.ts";
import { runPrune } from "../tasks/prune.ts";
import { runRestore } from "../tasks/restore.ts";
import { runSnapshots } from "../tasks/snapshots.ts";
import type { TaskHandler } from "../tasks/task-context.ts";
import { makeFakeRestic, type Play } from "../testing/fake-restic.ts";
import { backupSpecOf, offerOf, restoreSpecOf } from "../testing/offers.ts";
import { NOW, perform } from "../testing/perform.ts";
import { accessTo, makeWorkplace, type Workplace } from "../testing/restic-session.ts";
import type { TaskEnd } from "./judge-end.ts";

let workplace: Workplace;
let source: string;
const repository = () => join(workplace.dir, "repository");
const snapshotFile = (version: string) => {
  const [, id = ""] = /"snapshot_id":"(\w+)"/.exec(fixture(version, "backup-first.out")) ?? [];
  return join(repository(), "snapshots", id);
};

beforeAll(async () => {
  workplace = await makeWorkplace();
  source = join(workplace.dir, "source");
  await mkdir(source);
  await writeFile(join(source, "a.txt"), "alpha");
  await mkdir(join(repository(), "snapshots"), { recursive: true });
  await writeFile(join(repository(), "config"), "");
  for (const version of ["0.14.0", "0.18.0", "0.19.1"]) await writeFile(snapshotFile(version), "");
});
afterAll(() => rm(workplace.dir, { recursive: true }));

type Kind = "backup" | "restore" | "check" | "prune" | "snapshots" | "init";

async function endOf(
  kind: Kind,
  play: Play,
  limits: Partial<TaskLimits> = {},
  location = repository(),
): Promise<TaskEnd> {
  const program = await makeFakeRestic(workplace.dir, play);
  const { handler, spec } = workOf(kind);
  return await perform(
    { workplace, program },
    handler,
    offerOf({ kind, repository: accessTo(location), spec, limits }),
  );
}

function workOf(kind: Kind): { handler: TaskHandler; spec: unknown } {
  const places = () => source;
  const guard = {
    confirmed: false,
    mostRemovedShare: 0.3,
    fewestLeft: 3,
    retentionSettlesAfterSeconds: 0,
    mostClockOffsetMs: 1,
  };
  switch (kind) {
    case "backup":
      return {
        handler: (context) => runBackup({ places: [places], neverRead: [] }, context),
        spec: backupSpecOf([source]),
      };
    case "restore":
      return {
        handler: runRestore,
        spec: restoreSpecOf("02bc7019", { target: join(workplace.dir, "restored") }),
      };
    case "check":
      return { handler: runCheck, spec: {} };
    case "prune":
      return { handler: runPrune, spec: { policies: [], guard } };
    case "snapshots":
      return { handler: runSnapshots, spec: {} };
    case "init":
      return { handler: runInit, spec: {} };
  }
}

const fixture = (version: string, name: string) =>
  readFileSync(join(import.meta.dirname, "fixtures", version, name), "utf8");

/** 0.17 is not among the captures: it says on stdout what 0.18 says, has the new exit codes, and no `exit_error` on stderr. */
const VERSIONS = [
  { version: "0.14.0", stdout: "0.14.0", stderr: "0.14.0" },
  { version: "0.17.1", stdout: "0.18.0", stderr: "0.14.0" },
  { version: "0.18.0", stdout: "0.18.0", stderr: "0.18.0" },
  { version: "0.19.1", stdout: "0.19.1", stderr: "0.19.1" },
];
const CODES = [0, 1, 2, 3, 10, 11, 12, 99, 130, 137, 143];
const GARBAGE =
  '\u0000{"message_type":"summary"\n[[[{"message_type":7}\n{"message_type":"summary","snapshot_id":{}}\nsnapshot saved!\n';

const backups = VERSIONS.flatMap((version) => CODES.map((code) => ({ ...version, code })));

test.for(backups)(
  "restic $version, exit code $code: a backup turns green only with all proof",
  async ({ stdout, stderr, code }) => {
    const whole = fixture(stdout, "backup-first.out");
    const withoutId = whole.replace(/,"snapshot_id":"\w+"/, "");
    const said = code === 0 ? "" : fixture(stderr, "net-rest-refused.err");

    const proven = await endOf("backup", { stdout: GARBAGE + whole, stderr: said, exitCode: code });
    const unproven = await Promise.all(
      [withoutId, fixture(stdout, "opt-dry-run.out"), GARBAGE].map((text) =>
        endOf("backup", { stdout: text, stderr: said, exitCode: code }),
      ),
    );

    expect(proven.outcome).toBe(code === 0 ? "success" : code === 3 ? "warning" : unproven[0]?.outcome);
    for (const end of unproven) expectRed(end);
  },
);

test.for([0, 3])(
  "exit code %i with a snapshot that is not in the repository is no success",
  async (exitCode) => {
    const play = { stdout: fixture("0.19.1", "backup-first.out"), exitCode };
    const file = snapshotFile("0.19.1");
    await rm(file);
    const lost = await endOf("backup", play);
    await writeFile(file, "");

    expect(lost).toMatchObject({ outcome: "failure", failure: { code: "repository-missing" } });
    expect(lost).not.toHaveProperty("snapshotId");
  },
);

test("a server that forgot the lock of a good backup is asked whether the repository is still there", async () => {
  const stderr = "error while unlocking: remove locks/5b1dd: file does not exist\n";
  const backup = { stdout: fixture("0.19.1", "backup-first.out"), stderr, exitCode: 0 };
  const [here, gone] = await Promise.all(
    [0, 10].map((exitCode) =>
      endOf("backup", { commands: { backup, cat: { exitCode } } }, {}, "rest:http://localhost/"),
    ),
  );

  expect(here).toMatchObject({ outcome: "success" });
  expect(gone).toMatchObject({ outcome: "failure", failure: { code: "repository-missing" } });
});

const proofs: Record<Exclude<Kind, "backup">, (version: string) => Play["commands"]> = {
  restore: (version) => ({
    ls: {
      stdout: '{"name":"x","type":"file","path":"/x","message_type":"node","struct_type":"node"}\n'.repeat(
        14,
      ),
    },
    restore: { stdout: fixture(version, "restore-json.out") },
  }),
  check: (version) => ({
    check: { stdout: fixture(version, "check-ok-json.out") },
    stats: { stdout: fixture(version, "stats-raw-data.out") },
  }),
  prune: (version) => ({
    snapshots: { stdout: fixture(version, "snapshots-json-flat.out") },
    prune: { stdout: fixture(version, "prune-nothing-text.out") },
  }),
  snapshots: (version) => ({ snapshots: { stdout: fixture(version, "snapshots-json-flat.out") } }),
  init: (version) => ({
    cat: { exitCode: 10 },
    init: {
      stdout: `{"message_type":"initialized","id":"${"ab".repeat(32)}","repository":"/srv/${version}"}\n`,
    },
  }),
};
const DECIDES = { restore: "restore", check: "check", prune: "prune", snapshots: "snapshots", init: "init" };
const others = Object.entries(proofs).flatMap(([kind, commands]) =>
  ["0.18.0", "0.19.1"].map((version) => ({ kind: kind as keyof typeof proofs, version, commands })),
);

test.for(others)(
  "restic $version: $kind turns green only with exit code 0 and its proof",
  async ({ kind, version, commands }) => {
    const all = commands(version) ?? {};
    const decisive = DECIDES[kind];
    const ending = (code: number, stdout = all[decisive]?.stdout ?? "") =>
      endOf(kind, { commands: { ...all, [decisive]: { stdout, exitCode: code } } });

    const good = await ending(0);
    const red = await Promise.all([
      ...[1, 3, 11, 99, 130].map((code) => ending(code)),
      ...["", GARBAGE].map((stdout) => ending(0, stdout)),
    ]);

    expect(good.outcome).toBe("success");
    for (const end of red) expectRed(end);
  },
);

function expectRed(end: TaskEnd): void {
  expect(["failure", "interrupted"]).toContain(end.outcome);
  expect(end.failure?.message).toBeTruthy();
  expect(
    runReport.safeParse({ ...end, startedAt: NOW.toISOString(), finishedAt: NOW.toISOString() }).success,
  ).toBe(true);
}

test("a restic that tells of a snapshot and then hangs is ended as stalled", async () => {
  const stdout = fixture("0.19.1", "backup-first.out");

  const end = await endOf("backup", { stdout, hang: true }, { stallSeconds: 1 });

  expect(end).toMatchObject({ outcome: "failure", failure: { code: "stalled" } });
});

test.for([
  [{ verify: true }, [], "success"],
  [{ overwrite: "if-changed" }, ["a.txt"], "success"],
  [{ overwrite: "if-changed" }, [], "failure"],
  [{}, ["a.txt"], "failure"],
] as const)(
  "a restore is no stall while it reads back, or may compare what is there, without a word (%o, over %o): %s",
  async ([how, there, outcome]) => {
    const target = join(workplace.dir, `restored ${randomUUID()}`);
    await mkdir(target);
    for (const name of there) await writeFile(join(target, name), "");
    const commands = proofs.restore("0.19.1") ?? {};
    const restore = { ...commands["restore"], endsAfterMs: 2_000 };
    const spec = restoreSpecOf("02bc7019", { target, ...how });
    const offer = { kind: "restore", spec } as const;

    const end = await performFake({ commands: { ...commands, restore } }, runRestore, offer);

    expect(end.outcome).toBe(outcome);
    expect(end.summary?.contentVerified === true).toBe("verify" in how);
  },
);

test("a drill has nothing to compare with: without a word it is soon a stall", async () => {
  const ls = {
    stdout: '{"name":"x","type":"file","path":"/x","size":1,"message_type":"node","struct_type":"node"}\n',
  };
  const spec = { snapshotId: "02bc7019", compareLive: false, files: 1, mostBytes: 1_000 };

  const end = await performFake(
    { commands: { ls, restore: { endsAfterMs: 2_000 } } },
    (context) => runDrill({ neverRead: [] }, context),
    { kind: "drill", spec },
  );

  expect(end).toMatchObject({ outcome: "failure", failure: { code: "stalled" } });
});

async function performFake(
  play: Play,
  handler: TaskHandler,
  offer: { kind: "restore" | "drill"; spec: unknown },
): Promise<TaskEnd> {
  const program = await makeFakeRestic(workplace.dir, play);
  const repository = accessTo(join(workplace.dir, "repository"));
  const limits = { stallSeconds: 1 };
  return perform({ workplace, program }, handler, offerOf({ repository, limits, ...offer }));
}

test("a huge line does not hide the summary that follows it", async () => {
  const stdout = fixture("0.19.1", "backup-first.out");

  expect(await endOf("backup", { hugeLine: 3_000_000, stdout })).toMatchObject({ outcome: "success" });
});
