import { afterEach, beforeEach, expect, test } from "vitest";
import type { FailureCode, RunReport } from "#contract/outcome";
import { noteRepositoryOutcome } from "./note-outcome.ts";
import { openServer, type Server } from "./server-for-tests.ts";

const instant = "2026-11-24T12:00:00.000Z";
let server: Server;
let id: string;
beforeEach(async () => {
  server = await openServer();
  const disk = { name: "Disk", kind: "fs", path: "/mnt/backup", password: "x" };
  id = (await server.send("POST /repositories", { body: disk })).body.id;
});
afterEach(() => server.close());

async function after(report: Partial<RunReport>, kind = "backup") {
  const full = { outcome: "success", startedAt: instant, finishedAt: instant, ...report } as RunReport;
  await server.db.write((tx) => noteRepositoryOutcome(tx, { repository_id: id, kind }, full, server.now()));
  return (await server.send(`GET /repositories/${id}`)).body;
}

const failure = (code: FailureCode) =>
  after({ outcome: "failure", failure: { code, message: `because ${code}` } });

test("a run that worked makes it ready and tells restic's id for it", async () => {
  await failure("repository-unreachable");

  expect(await after({ repositoryResticId: "aaaa" })).toMatchObject({
    state: "ready",
    stateReason: null,
    resticId: "aaaa",
    lastSuccessAt: instant,
  });
});

test.each([
  ["repository-missing", "missing"],
  ["repository-unreachable", "unreachable"],
  ["tls-untrusted", "unreachable"],
  ["wrong-password", "locked-out"],
  ["access-denied", "locked-out"],
  ["repository-damaged", "damaged"],
] as const)("%s makes it %s, with the reason", async (code, state) => {
  expect(await failure(code)).toMatchObject({ state, stateReason: `because ${code}` });
});

test("a failure that has nothing to do with the repository leaves it as it was", async () => {
  await after({});

  expect(await failure("source-missing")).toMatchObject({ state: "ready", stateReason: null });
});

test("another repository in its place makes it missing, and its known id stays", async () => {
  await after({ repositoryResticId: "aaaa" });

  const repository = await after({ repositoryResticId: "bbbb" });

  expect(repository).toMatchObject({ state: "missing", resticId: "aaaa" });
  expect(repository.stateReason).toContain("Another repository is at this place");
});

test("after damage a good backup proves nothing, a good check does", async () => {
  await failure("repository-damaged");

  expect(await after({}, "backup")).toMatchObject({ state: "damaged" });
  expect(await after({}, "check")).toMatchObject({ state: "ready", stateReason: null });
});
