import { readFileSync } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { judgeBackup } from "../tasks/backup.ts";
import { judgeRestore } from "../tasks/restore-all.ts";
import { makeFakeRestic, type Play } from "../testing/fake-restic.ts";
import { backupSpecOf, restoreSpecOf } from "../testing/offers.ts";
import { makeWorkplace, openSession, type Workplace } from "../testing/restic-session.ts";
import { backup } from "./backup.ts";
import type { Place } from "./classify.ts";
import { endedBadly } from "./judge-end.ts";
import { restore } from "./restore.ts";

const PLACE: Place = { repositoryKind: "fs", ownFolders: ["/var/agent/cache"], writesFiles: false };
let workplace: Workplace;

beforeAll(async () => {
  workplace = await makeWorkplace();
});
afterAll(() => rm(workplace.dir, { recursive: true }));

async function endOfBackup(play: Play, place = PLACE, roots = ["/srv/desk/src"]) {
  const { run } = await openSession(workplace, await makeFakeRestic(workplace.dir, play));
  const spec = backupSpecOf(roots);
  const ended = await backup({ run, tmpDir: workplace.folders.tmpDir }, { spec, roots, onStatus: () => {} });
  return judgeBackup(ended, roots, place);
}

function fixture(version: string, name: string): string {
  return readFileSync(join(import.meta.dirname, "fixtures", version, name), "utf8");
}

const summary = fixture("0.19.1", "backup-first.out");
test("an end by a signal that we did not send is a crash, or an interruption where a person can send it", async () => {
  const killed = await endOfBackup({ stdout: summary, dieBy: "SIGKILL" });
  const interrupted = await endOfBackup({ stdout: summary, dieBy: "SIGTERM" });

  expect(killed).toMatchObject({ outcome: "failure", failure: { code: "restic-crashed" } });
  expect(interrupted).toMatchObject({ outcome: "interrupted", failure: { code: "interrupted" } });
});

test.for([
  ["E2BIG", "internal", /more than the system takes in one command/],
  ["ENAMETOOLONG", "internal", /more than the system takes in one command/],
  ["EAGAIN", "internal", /did not start restic/],
  ["ENOENT", "restic-missing", /restic is not there/],
  ["EACCES", "restic-missing", /restic is not there/],
] as const)("a restic that the system does not start for %s is %s", ([code, failure, message]) => {
  const spawnError = Object.assign(new Error(`spawn ${code}`), { code });
  const end = { exitCode: null, signal: null, stopped: undefined, words: [], spawnError };

  expect(endedBadly(end, PLACE).failure).toEqual({
    ...{ code: failure, message: expect.stringMatching(message), detail: `Error: spawn ${code}` },
  });
});

test.skipIf(process.platform === "win32")(
  "a command that is too long is not called a missing restic",
  async () => {
    const { run } = await openSession(workplace, await makeFakeRestic(workplace.dir, {}));

    const end = await run({ args: Array.from({ length: 60 }, () => "x".repeat(130_000)) });

    expect(endedBadly(end, PLACE).failure?.message).toMatch(/more than the system takes/);
  },
);

const captured = [
  {
    name: "exit-wrongpw-json",
    codes: { "0.14.0": 1, "0.18.0": 12, "0.19.1": 12 },
    failure: "wrong-password",
  },
  {
    name: "exit-norepo-json",
    codes: { "0.14.0": 1, "0.18.0": 10, "0.19.1": 10 },
    failure: "repository-missing",
  },
  {
    name: "lock-excl-other-backup",
    codes: { "0.14.0": 1, "0.18.0": 11, "0.19.1": 11 },
    failure: "repository-locked",
  },
  { name: "net-rest-401", failure: "access-denied" },
  { name: "net-rest-refused", failure: "repository-unreachable" },
  { name: "net-rest-dns", failure: "repository-unreachable" },
  { name: "net-rest-500", failure: "repository-unreachable" },
  { name: "net-rest-tls-untrusted", failure: "tls-untrusted" },
  { name: "diskfull-backup", failure: "repository-full" },
  { name: "quota-backup", failure: "repository-full" },
  { name: "exit-config-damaged", failure: "repository-damaged" },
].flatMap(({ codes = { "0.14.0": 1, "0.18.0": 1, "0.19.1": 1 }, ...rest }) =>
  Object.entries(codes).map(([version, exitCode]) => ({ ...rest, version, exitCode })),
);

test.for(captured)("restic $version: $name is $failure", async ({ name, version, exitCode, failure }) => {
  const end = await endOfBackup({ stderr: fixture(version, `${name}.err`), exitCode });

  expect(end).toMatchObject({ outcome: "failure", failure: { code: failure } });
});

test.for(["0.14.0", "0.18.0", "0.19.1"])(
  "restic %s: unreadable files are a warning that names them once",
  async (version) => {
    const play = {
      stdout: fixture(version, "backup-unreadable.out"),
      stderr: fixture(version, "backup-unreadable.err"),
      exitCode: 3,
    };

    const end = await endOfBackup(play);

    expect(end.outcome).toBe("warning");
    expect(end.snapshotId).toMatch(/^[0-9a-f]{8}/);
    expect(end.items?.map((item) => item.path)).toContain("/srv/desk/src/secret.txt");
    expect(new Set(end.items?.map((item) => item.path)).size).toBe(end.itemCount);
  },
);

test.for(["0.18.0", "0.19.1"])(
  "restic %s: nothing changed and no snapshot made is a success",
  async (version) => {
    const end = await endOfBackup({ stdout: fixture(version, "opt-skip-if-unchanged2.out") });

    expect(end).toMatchObject({ outcome: "success", summary: { unchanged: true } });
    expect(end.summary?.durationSeconds ?? 0).toBeGreaterThanOrEqual(0);
  },
);

test.for([
  { version: "0.18.0", exitCode: 0 },
  { version: "0.19.1", exitCode: 3 },
])(
  "restic $version: a folder that went away while it ran is no full success",
  async ({ version, exitCode }) => {
    const stdout = fixture(version, "backup-missing-one.out");
    const stderr = fixture(version, "backup-missing-one.err");

    const end = await endOfBackup({ stdout, stderr, exitCode });

    expect(end).toMatchObject({ outcome: "warning", items: [{ path: "/no/such/dir" }] });
  },
);

test("damage that restic hides behind exit code 3 is a failure", async () => {
  const stdout = fixture("0.19.1", "dmg-noindex-backup.out");
  const stderr = fixture("0.19.1", "dmg-noindex-backup.err");

  const end = await endOfBackup({ stdout, stderr, exitCode: 3 });

  expect(end).toMatchObject({ outcome: "failure", failure: { code: "repository-damaged" } });
});

test("a backup that could read none of its folders is a failure", async () => {
  const stderr =
    '{"message_type":"error","error":{"message":"permission denied"},"during":"scan","item":"/a"}\n';

  const end = await endOfBackup({ stdout: summary, stderr, exitCode: 3 }, PLACE, ["/a"]);

  expect(end).toMatchObject({ outcome: "failure", failure: { code: "source-unreadable" } });
});

const unread = (item: string, message: string) =>
  `${JSON.stringify({ message_type: "error", error: { message }, during: "archival", item })}\n`;

test("a backup that could not read one of two folders at all is a failure that names it, one of six a warning", async () => {
  const stderr = unread("/metadata", "open /metadata: operation not permitted");
  const ofTwo = await endOfBackup({ stdout: summary, stderr, exitCode: 3 }, PLACE, ["/a", "/metadata"]);
  const roots = ["/a", "/metadata", "/c", "/d", "/e", "/f"];
  const ofSix = await endOfBackup({ stdout: summary, stderr, exitCode: 3 }, PLACE, roots);

  expect(ofTwo).toMatchObject({
    outcome: "failure",
    failure: { code: "source-unreadable", message: expect.stringContaining("at all: /metadata.") },
    snapshotId: expect.any(String),
  });
  expect(ofSix).toMatchObject({ outcome: "warning", items: [{ path: "/metadata" }] });
});

test("a folder that could not be read is seen behind a thousand files of another, and behind words about its rights", async () => {
  const files = Array.from({ length: 1_001 }, (_, number) => unread(`/a/${number}`, "permission denied"));
  const rights = unread("/b", "incomplete metadata for /b: xattr.list /b: operation not permitted");
  const stderr = [...files, rights, unread("/b", "open /b: operation not permitted")].join("");

  const end = await endOfBackup({ stdout: summary, stderr, exitCode: 3 }, PLACE, ["/a", "/b"]);

  expect(end).toMatchObject({ outcome: "failure", failure: { code: "source-unreadable" } });
});

test("a folder whose content was read is none that could not be read, whatever is wrong with its rights", async () => {
  const stderr = unread("/b", "xattr.list /b : operation not supported");

  const end = await endOfBackup({ stdout: summary, stderr, exitCode: 3 }, PLACE, ["/a", "/b"]);

  expect(end).toMatchObject({ outcome: "warning" });
});

test("a full disk is this machine's where the words name our own folders", async () => {
  const stderr = "Fatal: write /var/agent/cache/x: no space left on device\n";

  const end = await endOfBackup({ stderr, exitCode: 1 });

  expect(end.failure?.code).toBe("local-disk-full");
});

test.for([
  { what: "whole", stdout: fixture("0.19.1", "restore-json.out"), code: 0, expected: 14, outcome: "success" },
  {
    what: "less than the snapshot holds",
    stdout: fixture("0.19.1", "restore-json.out"),
    code: 0,
    expected: 15,
    outcome: "failure",
  },
  {
    what: "an empty summary",
    stdout: '{"message_type":"summary"}\n',
    code: 0,
    expected: 1,
    outcome: "failure",
  },
  { what: "no summary", stdout: "", code: 0, expected: 14, outcome: "failure" },
  {
    what: "a full disk",
    stdout: fixture("0.19.1", "restore-enospc.out"),
    code: 1,
    expected: 14,
    outcome: "failure",
  },
])("a restore with $what ends as $outcome", async ({ stdout, code, expected, outcome }) => {
  const stderr = code === 0 ? "" : fixture("0.19.1", "restore-enospc.err");
  const { run } = await openSession(
    workplace,
    await makeFakeRestic(workplace.dir, { stdout, stderr, exitCode: code }),
  );
  const source = { root: "/", includes: [] };

  const ended = await restore(run, {
    spec: restoreSpecOf("02bc7019"),
    source,
    target: "/x",
    onStatus: () => {},
  });

  expect(
    judgeRestore(ended, { expected, overwrite: "never", mayCompare: true }, { ...PLACE, writesFiles: true })
      .outcome,
  ).toBe(outcome);
});

test.for([
  ["a link that stays, counted twice", "never", { total_files: 1, files_skipped: 2 }, "success"],
  ["so it is where newer ones are replaced", "if-newer", { total_files: 1, files_skipped: 2 }, "success"],
  ["nothing stays", "always", { total_files: 1, files_restored: 1, files_skipped: 2 }, "failure"],
  [
    "a link that stays, a file that did not come back",
    "never",
    { total_files: 2, files_skipped: 1 },
    "failure",
  ],
  [
    "a link that stays, a file of which nothing is told",
    "never",
    { total_files: 1, files_skipped: 1 },
    "failure",
  ],
  ["more than was skipped", "never", { total_files: 3, files_restored: 3, files_skipped: 1 }, "failure"],
  [
    "a file that came, a link that stays",
    "never",
    { total_files: 2, files_restored: 1, files_skipped: 1 },
    "success",
  ],
] as const)("of a file and a link: %s (%s)", async ([, overwrite, numbers, outcome]) => {
  const stdout = `${JSON.stringify({ message_type: "summary", ...numbers })}\n`;
  const { run } = await openSession(workplace, await makeFakeRestic(workplace.dir, { stdout }));

  const ended = await restore(run, {
    spec: restoreSpecOf("02bc7019", { overwrite }),
    source: { root: "/", includes: [] },
    target: "/x",
    onStatus: () => {},
  });

  expect(judgeRestore(ended, { expected: 2, overwrite, mayCompare: true }, PLACE).outcome).toBe(outcome);
  const intoNothing = { expected: 2, overwrite, mayCompare: false };
  if (outcome === "success") expect(judgeRestore(ended, intoNothing, PLACE).outcome).toBe("failure");
});
