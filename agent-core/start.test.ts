import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { type RunningAgent, startAgent } from "./start.ts";
import { backupOffer, offerOf, restoreSpecOf } from "./testing/offers.ts";
import { openTasks } from "./testing/open-tasks.ts";
import { accessTo, makeWorkplace, PASSWORD, realRestic, type Workplace } from "./testing/restic-session.ts";
import { silentLog } from "./testing/silent-log.ts";
import { problem, type SmallOrchestrator, startSmallOrchestrator } from "./testing/small-orchestrator.ts";

let workplace: Workplace;
let orchestrator: SmallOrchestrator;
let agent: RunningAgent;
let program: string;
let codes = 0;

beforeEach(async () => {
  workplace = await makeWorkplace();
  program = await notingStarts();
  orchestrator = await startSmallOrchestrator();
  agent = await start();
});

afterEach(async () => {
  await agent.stop();
  await orchestrator.stop();
  await rm(workplace.dir, { recursive: true });
});

/** The real restic behind a script that notes each start. */
async function notingStarts(): Promise<string> {
  const restic = await realRestic(workplace);
  if (process.platform === "win32") return restic;
  const path = join(workplace.dir, "restic");
  const script = `#!/bin/sh\necho "$*" >>'${join(workplace.dir, "starts")}'\nexec '${restic}' "$@"\n`;
  await writeFile(path, script, { mode: 0o755 });
  return path;
}

function start(): Promise<RunningAgent> {
  return startAgent({
    dataDir: join(workplace.dir, "agent"),
    connection: orchestrator.connection,
    enrolmentCode: async () => `code-${++codes}`,
    appVersion: "0.1.0",
    resticCandidates: [program],
    log: silentLog,
    pollWaitSeconds: 1,
  });
}

function until<T>(look: () => T | undefined): Promise<T> {
  return vi.waitUntil(look, { timeout: 15_000, interval: 20 }) as Promise<T>;
}

const resultOf = (taskId: string) =>
  until(() => orchestrator.seen.results.find((one) => one.taskId === taskId));

async function setRules(text: string): Promise<void> {
  await writeFile(join(workplace.dir, "agent", "agent-rules.toml"), text, { mode: 0o600 });
}

test("a repository is made, a folder backed up and brought back byte for byte, over live files only with consent", async () => {
  const source = join(workplace.dir, "source");
  const letter = join(source, "letter.txt");
  const over = async (snapshotId: string, rules: string) => {
    await writeFile(letter, "scribbled over");
    await setRules(rules);
    const spec = restoreSpecOf(snapshotId, { inPlace: true, overwrite: "always", paths: [letter] });
    const offer = offerOf({ kind: "restore", repository, spec });
    orchestrator.give({ tasks: [offer] });
    return await resultOf(offer.taskId);
  };
  const repository = accessTo(join(workplace.dir, "repository"));
  await mkdir(source);
  await writeFile(join(source, "letter.txt"), "dear reader\n");
  const init = offerOf({ kind: "init", repository, spec: {} });
  const backup = backupOffer(repository, [source]);

  orchestrator.give({ tasks: [init] });
  const made = await resultOf(init.taskId);
  orchestrator.give({ tasks: [backup] });
  const saved = await resultOf(backup.taskId);
  const target = join(workplace.dir, "back");
  const spec = restoreSpecOf(saved.snapshotId ?? "", { target, paths: [join(source, "letter.txt")] });
  const restore = offerOf({ kind: "restore", repository, spec });
  orchestrator.give({ tasks: [restore] });
  const restored = await resultOf(restore.taskId);

  expect(made).toMatchObject({ outcome: "success", summary: { repositoryCreated: true } });
  expect(saved).toMatchObject({ outcome: "success", exitCode: 0, summary: { filesNew: 1 } });
  expect(restored).toMatchObject({ outcome: "success", summary: { restoredTo: target } });
  expect(await readFile(join(target, "letter.txt"), "utf8")).toBe("dear reader\n");
  const said = orchestrator.logOf(backup.taskId).split("\n");
  expect(said).toContainEqual(expect.stringMatching(/Z info Starting backup with restic/));
  expect(said).toContainEqual(
    expect.stringContaining(`Z debug Started: RESTIC_REPOSITORY=${repository.location} `),
  );
  expect(said.filter((line) => line.includes("restic backup --json"))).toEqual([
    expect.stringMatching(` # with the folders ${source}$`),
  ]);
  expect(said.filter((line) => !line.includes(" debug "))).toHaveLength((saved.logChunks ?? 0) && 5);
  expect(said.join()).not.toContain(PASSWORD);
  expect(await openTasks(join(workplace.dir, "agent"))).toEqual([]);

  for (const rules of ["", `restore-over-live-data = true\nrestore-roots = ["${target}"]\n`]) {
    const refused = await over(saved.snapshotId ?? "", rules);
    expect(refused).toMatchObject({ outcome: "failure", failure: { code: "not-allowed-here" } });
    expect(await readFile(letter, "utf8")).toBe("scribbled over");
  }
  const allowed = `restore-over-live-data = true\nrestore-roots = ["${source}"]\n`;
  expect(await over(saved.snapshotId ?? "", allowed)).toMatchObject({ outcome: "success" });
  expect(await readFile(letter, "utf8")).toBe("dear reader\n");
});

test.skipIf(process.platform === "win32")(
  "a backup of every day starts restic once (needs a shell that counts)",
  async () => {
    const repository = accessTo(join(workplace.dir, "repository"));
    const starts = async () =>
      (await readFile(join(workplace.dir, "starts"), "utf8")).trim().split("\n").length;
    const init = offerOf({ kind: "init", repository, spec: {} });
    orchestrator.give({ tasks: [init] });
    const { repositoryResticId = "" } = await resultOf(init.taskId);
    const before = await starts();

    const backup = backupOffer({ ...repository, resticId: repositoryResticId }, [workplace.folders.tmpDir]);
    orchestrator.give({ tasks: [backup] });

    expect(await resultOf(backup.taskId)).toMatchObject({ outcome: "success", repositoryResticId });
    expect((await starts()) - before).toBe(1);
  },
);

test("a key that is refused leads to a new registration with a fresh code", async () => {
  orchestrator.faults.push({ ends: "/heartbeat", reply: problem(401) });

  await until(() => (orchestrator.seen.registrations.length > 1 ? true : undefined));

  const [first, second] = orchestrator.seen.registrations;
  expect(first?.code).not.toBe(second?.code);
  expect(first?.machineId).toBe(second?.machineId);
});
