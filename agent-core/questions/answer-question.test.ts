import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { mkdir, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { diagnosis } from "#contract/agents";
import { treeEntry } from "#contract/browse";
import { probeStep, type Question } from "#contract/questions";
import { type RunningAgent, startAgent } from "../start.ts";
import { resticCandidates } from "../testing/config.ts";
import { accessTo, PASSWORD } from "../testing/restic-session.ts";
import { silentLog } from "../testing/silent-log.ts";
import { type SmallOrchestrator, startSmallOrchestrator } from "../testing/small-orchestrator.ts";
import { makeStage, makeTemplate, type Stage } from "../testing/stage.ts";

let template: Awaited<ReturnType<typeof makeTemplate>>;
let stage: Stage;
let orchestrator: SmallOrchestrator;
let agent: RunningAgent;

beforeAll(async () => {
  template = await makeTemplate();
  stage = await makeStage(template);
  orchestrator = await startSmallOrchestrator();
  agent = await startAgent({
    dataDir: join(stage.dir, "agent"),
    connection: orchestrator.connection,
    enrolmentCode: async () => "code",
    appVersion: "0.1.0",
    resticCandidates: resticCandidates(),
    log: silentLog,
    pollWaitSeconds: 1,
  });
});
afterAll(async () => {
  await agent.stop();
  await orchestrator.stop();
  await stage.clear();
  await rm(template.dir, { recursive: true });
});

async function ask(question: Partial<Question> & Pick<Question, "kind">): Promise<unknown[]> {
  const questionId = randomUUID();
  orchestrator.give({ questions: [{ questionId, args: {}, deadlineMs: 30_000, ...question }] });
  await vi.waitUntil(() => orchestrator.seen.answers.has(questionId), { timeout: 15_000 });
  const text = orchestrator.seen.answers.get(questionId) ?? "";
  return text
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line));
}

const probe = async (location: string, password = PASSWORD) =>
  (await ask({ kind: "probe", repository: accessTo(location, password) })).map((line) =>
    probeStep.parse(line),
  );
const statusOf = (steps: Awaited<ReturnType<typeof probe>>) =>
  steps.map(({ step, status }) => `${step} ${status}`);

test("ls gives one folder and not what lies below it", async () => {
  await mkdir(join(stage.source, "deep"));
  await writeFile(join(stage.source, "deep/b.txt"), "beta");
  const { snapshotId = "" } = await stage.backup([stage.source]);

  const lines = await ask({
    kind: "ls",
    repository: stage.repository,
    args: { snapshotId, path: stage.source },
  });
  const root = await ask({ kind: "ls", repository: stage.repository, args: { snapshotId, path: "/" } });

  expect(lines.map((line) => treeEntry.parse(line))).toEqual([
    expect.objectContaining({ name: "deep", type: "dir" }),
    expect.objectContaining({ name: "a.txt", type: "file", sizeBytes: 5 }),
  ]);
  expect(root).toMatchObject([{ path: `/${stage.dir.split("/")[1]}`, type: "dir" }]);
});

test("ls of a folder or snapshot that is not there ends with an error line", async () => {
  const { snapshotId = "" } = await stage.backup([stage.source]);
  const asked = { kind: "ls" as const, repository: stage.repository };

  const noFolder = await ask({ ...asked, args: { snapshotId, path: "/nowhere" } });
  const noSnapshot = await ask({ ...asked, args: { snapshotId: "deadbeef", path: "/" } });

  expect(noFolder).toEqual([
    { error: { code: "not-found", message: "The snapshot has no folder /nowhere." } },
  ]);
  expect(noSnapshot).toMatchObject([{ error: { message: expect.any(String) } }]);
});

test("a probe of a repository in a folder opens it and tries to write", async () => {
  expect(statusOf(await probe(stage.repository.location))).toEqual([
    "reach ok",
    "tls skipped",
    "sign-in skipped",
    "repository ok",
    "write ok",
  ]);
});

test("a probe of an empty place says that the repository will be created", async () => {
  const steps = await probe(join(stage.dir, "later"));

  expect(steps[3]).toMatchObject({ status: "ok", message: expect.stringContaining("will be created") });
});

test("a probe of a repository that was there before fails when it is gone, or when another one is in its place", async () => {
  const resticId = "ab".repeat(32);
  const probed = async (location: string) =>
    (await ask({ kind: "probe", repository: { ...accessTo(location), resticId } })).slice(3, 4);

  expect(await probed(join(stage.dir, "later"))).toMatchObject([
    { status: "failed", code: "repository-missing" },
  ]);
  expect(await probed(stage.repository.location)).toMatchObject([
    { status: "failed", message: expect.stringMatching(/^Another repository \(\w+\) is at this place/) },
  ]);
});

test("a probe with the wrong password stops there", async () => {
  const steps = await probe(stage.repository.location, "another password");

  expect(statusOf(steps).slice(3)).toEqual(["repository failed", "write skipped"]);
  expect(steps[3]?.message).toContain("password");
});

test("a probe of a folder on a disk that is not there fails at the first step", async () => {
  expect(statusOf(await probe(join(stage.dir, "no/such/disk")))[0]).toBe("reach failed");
});

test("a probe of a server that nobody runs fails at the first step", async () => {
  expect(statusOf(await probe("rest:http://127.0.0.1:1/x/"))[0]).toBe("reach failed");
});

test("a probe of a server that refuses the user fails at the sign-in", async () => {
  const server = createServer((_, response) => response.writeHead(401).end()).listen(0, "127.0.0.1");
  await once(server, "listening");

  const steps = await probe(`rest:http://127.0.0.1:${(server.address() as AddressInfo).port}/x/`);
  server.close();

  expect(statusOf(steps)).toEqual([
    "reach ok",
    "tls skipped",
    "sign-in failed",
    "repository skipped",
    "write skipped",
  ]);
});

test("a machine that looks at itself reports restic, folder, space and clock", async () => {
  const [report] = await ask({ kind: "diagnose" });

  expect(diagnosis.parse(report).checks.map(({ name, status }) => `${name} ${status}`)).toEqual([
    "restic ok",
    "Data folder ok",
    "Free space for cache and temporary files ok",
    "Clock ok",
    "Permissions ok",
    "Local rules ok",
    "Results to deliver ok",
  ]);
});

test("a question that this version does not know is refused with a sentence", async () => {
  expect(await ask({ kind: "stats" })).toMatchObject([{ error: { code: "not-allowed-here" } }]);
});
