import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { processStartTime } from "../journal/process-identity.ts";
import { createStopSwitch } from "../stop-signal.ts";
import { makeFakeRestic, type Play } from "../testing/fake-restic.ts";
import { offerOf } from "../testing/offers.ts";
import {
  accessTo,
  makeWorkplace,
  openSession,
  PASSWORD,
  realRestic,
  type Workplace,
} from "../testing/restic-session.ts";

let workplace: Workplace;
beforeAll(async () => {
  workplace = await makeWorkplace();
});
afterAll(() => rm(workplace.dir, { recursive: true }));

const limitsOf = (stallSeconds: number) =>
  offerOf({ kind: "backup", repository: accessTo("/x"), spec: {}, limits: { stallSeconds } }).limits;

async function begin(play: Play, limits = limitsOf(0), openingMs?: number, args = ["backup"]) {
  const stop = createStopSwitch();
  const lines: string[] = [];
  const session = { stop, limits };
  const program = await makeFakeRestic(workplace.dir, play);
  const { run } = await openSession(workplace, program, session, openingMs);
  const done = run({ args, onLine: ({ text }) => void lines.push(text) });
  return { stop, done, lines };
}

test("a run that is stopped ends by SIGINT and remembers why", async () => {
  const { stop, done, lines } = await begin({ stdout: "working\n", hang: true });
  await vi.waitUntil(() => lines.length > 0);

  stop.stop("cancelled");

  expect(await done).toMatchObject({ signal: "SIGINT", stopped: "cancelled" });
});

test("a restic that ignores every polite signal is killed within seconds when the program ends", async () => {
  const play: Play = { stdout: "working\n", hang: true, ignoredSignals: ["SIGINT", "SIGTERM"] };
  const { stop, done, lines } = await begin(play);
  await vi.waitUntil(() => lines.length > 0);
  const startedAt = performance.now();

  stop.stop("shutdown");

  expect(await done).toMatchObject({ signal: "SIGKILL", stopped: "shutdown" });
  expect(performance.now() - startedAt).toBeLessThan(6_000);
});

test("one that holds no lock has nothing to clear up, and is killed at once when nobody waits for it", async () => {
  const play: Play = { stdout: "working\n", hang: true, ignoredSignals: ["SIGINT", "SIGTERM"] };
  const { stop, done, lines } = await begin(play, limitsOf(0), undefined, ["dump", "--no-lock"]);
  await vi.waitUntil(() => lines.length > 0);
  const startedAt = performance.now();

  stop.stop("cancelled");

  expect(await done).toMatchObject({ signal: "SIGKILL", stopped: "cancelled" });
  expect(performance.now() - startedAt).toBeLessThan(6_000);
});

test("a status that repeats without progress is a stall", async () => {
  const repeat = '{"message_type":"status","percent_done":0.5,"files_done":3,"bytes_done":9}\n';

  const { done } = await begin({ repeat }, limitsOf(1));

  expect((await done).stopped).toBe("stalled");
});

test("retries while the repository is being opened end early", async () => {
  const stderr = "Stat(<config/>) returned error, retrying after 1.1s: dial tcp: connection refused\n";

  const { done } = await begin({ stderr, hang: true }, limitsOf(0), 100);

  expect((await done).stopped).toBe("unreachable");
});

test("a line without end is cut and what follows is read", async () => {
  const { done, lines } = await begin({ hugeLine: 5_000_000, stdout: "the next line\n" });

  await done;

  expect(lines).toHaveLength(2);
  expect(lines[0]?.length).toBe(1024 * 1024);
  expect(lines[1]).toBe("the next line");
});

test("what a restic says that ends before it is noted in the journal is not lost", async () => {
  const lines: string[] = [];
  const program = await makeFakeRestic(workplace.dir, {
    stdout: "a listing\n",
    stderr: "Fatal: no\n",
    exitCode: 1,
  });
  // Until the process is gone.
  const onSpawn = (pid: number) => vi.waitUntil(async () => (await processStartTime(pid)) === undefined);
  const { run } = await openSession(workplace, program, {
    onSpawn: async (pid) => void (await onSpawn(pid)),
  });

  const end = await run({ args: ["snapshots"], onLine: ({ text }) => void lines.push(text) });

  expect(lines.sort()).toEqual(["Fatal: no", "a listing"]);
  expect(end.words).toEqual(["Fatal: no"]);
});

test("a program that is not there is told apart from one that fails", async () => {
  const { run } = await openSession(workplace, join(workplace.dir, "no-such-restic"));

  expect((await run({ args: ["version"] })).spawnError?.code).toBe("ENOENT");
});

test("a stop before the start starts nothing", async () => {
  const stop = createStopSwitch();
  stop.stop("cancelled");
  const { run } = await openSession(workplace, join(workplace.dir, "no-such-restic"), { stop });

  expect(await run({ args: ["version"] })).toMatchObject({ stopped: "cancelled", exitCode: null });
});

test.skipIf(process.platform !== "linux")(
  "the password is in no command line and no environment (needs /proc)",
  async () => {
    const program = await realRestic(workplace);
    const seen: string[] = [];
    const session = {
      repository: {
        ...accessTo(join(workplace.dir, "secret")),
        credentials: { password: PASSWORD, username: "anna", backendPassword: "for-the-server" },
      },
      onSpawn: async (pid: number) => {
        for (const file of ["cmdline", "environ"]) seen.push(await readFile(`/proc/${pid}/${file}`, "utf8"));
      },
    };
    process.env["RESTIC_PASSWORD_COMMAND"] = "false";
    const { run } = await openSession(workplace, program, session);

    const end = await run({ args: ["init", "--json"] });
    delete process.env["RESTIC_PASSWORD_COMMAND"];

    const [commandLine, environment] = seen;
    expect(end.exitCode).toBe(0);
    expect(commandLine).toContain("init");
    expect(commandLine).not.toContain("for-the-server");
    expect(environment).toContain("RESTIC_REPOSITORY=");
    expect(environment).not.toContain("RESTIC_PASSWORD_COMMAND");
    expect(seen.join()).not.toContain(PASSWORD);
  },
);
