import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { pollTasks, registerAgent } from "#contract/agent-protocol";
import { getAgent, listAgents, removeAgent } from "#contract/agents";
import { listConsentRequests } from "#contract/consents";
import { createEnrolment } from "#contract/enrolments";
import { assignPolicy, createPolicy, listPolicies } from "#contract/policies";
import { createRepository } from "#contract/repositories";
import { listRuns, type Run, readRunLog } from "#contract/runs";
import { createRestore } from "#contract/snapshots";
import { createTask } from "#contract/tasks";
import { getUpstream } from "#contract/upstream";
import { holdfast, newPlace, type Place } from "../electron/cli/testing/holdfast-process.ts";
import { registrationOf } from "../orchestrator/orchestrator-for-tests.ts";
import { makeFiles } from "./system/backed-up-folder.ts";
import { startWholeCore, until, untilEnded, type WholeCore } from "./whole-core.ts";

const restic = { HOLDFAST_RESTIC: process.env["HOLDFAST_RESTIC"] };

async function goodRun(core: WholeCore, policyId: string): Promise<Run> {
  const { items } = await until(
    () => core.call(listRuns, { query: { policy: policyId, kind: "backup" } }),
    (answer) => answer.items.some((run) => run.status === "success"),
    { seconds: 150, what: "a good backup" },
  );
  const run = items.find(({ status }) => status === "success");
  if (run === undefined) throw new Error("there is no run");
  return run;
}

async function logOf(core: WholeCore, { id }: Run): Promise<string[]> {
  const { lines } = await core.call(readRunLog, { params: { id }, query: {} });
  return lines.map(({ text }) => text);
}

async function restoredLetter(core: WholeCore, run: Run, target: string, source: string): Promise<string> {
  const { id } = await core.call(createRestore, { body: restoreOf(run, target) });
  const { status, reason } = await untilEnded(core.call, id);
  expect({ status, reason }).toMatchObject({ status: "succeeded" });
  return readFileSync(join(target, source, "a letter.txt"), "utf8");
}

const restoreOf = ({ repositoryId, snapshotId }: Run, target: string) => ({
  ...{ repositoryId, snapshotId: snapshotId ?? "", target },
});

/** What the command line of that machine shows of restores that wait for a yes. */
async function consentsAt(place: Place, core: WholeCore) {
  await until(
    () => core.call(listConsentRequests, {}),
    ({ items }) => items.length > 0,
    { what: "the question whether a restore is allowed" },
  );
  const { stdout } = await holdfast(place, "consent", "--json");
  return listConsentRequests.reply.parse(JSON.parse(stdout)).items;
}

/** The poll of a machine that is removed ends at once, and with a refusal. */
async function expectPollCut({ call, callWith }: WholeCore): Promise<void> {
  const { code } = await call(createEnrolment, { body: {} });
  const { agentId: id, agentKey = "" } = await callWith(code)(registerAgent, {
    body: registrationOf("tablet"),
  });
  const cut = callWith(agentKey)(pollTasks, { params: { id }, query: { wait: 25 } }).catch((error) => error);
  // Requests that came later have been answered: the poll is open.
  for (let look = 0; look < 3; look += 1) await call(getAgent, { params: { id } });

  const removedAt = performance.now();
  await call(removeAgent, { params: { id } });

  expect(await cut).toMatchObject({ problem: { status: 401 } });
  expect(performance.now() - removedAt).toBeLessThan(1_000);
}

test("a machine joins by code, is backed up on schedule, is seen from both sides, comes back after a restart, and is shut out", async () => {
  const office = newPlace(restic);
  const laptop = newPlace(restic);
  const source = makeFiles(laptop.folder);
  const disk = join(office.folder, "disk");
  mkdirSync(disk);
  let upstream = await startWholeCore(office, "--lan", "127.0.0.1:0");
  const follower = await startWholeCore(laptop, "--listen", "127.0.0.2:0");

  const { joinCode } = await upstream.call(createEnrolment, { body: { labels: ["laptop"] } });
  const joined = await holdfast(laptop, "join", joinCode);
  expect(joined).toMatchObject({ code: 0, stdout: expect.stringMatching(/^This computer follows /) });
  const again = await holdfast(newPlace(), "join", joinCode);
  expect(again.code).not.toBe(0);
  const agentId = (await follower.call(getUpstream, {})).agentId ?? "";

  const repository = await upstream.call(createRepository, {
    body: { kind: "fs", name: "Disk", path: join(disk, "repository"), password: "open sesame" },
  });
  const policy = await upstream.call(createPolicy, {
    body: {
      name: "Every minute",
      repositoryId: repository.id,
      include: [source],
      schedules: { backup: { every: "1m" } },
    },
  });
  await upstream.call(assignPolicy, { params: { id: policy.id, agentId } });

  const there = await goodRun(upstream, policy.id);
  const here = await goodRun(follower, policy.id);
  expect(there).toMatchObject({ origin: "schedule", agentId });
  expect(here.snapshotId).toBe(there.snapshotId);
  expect(await logOf(upstream, there)).toEqual(await logOf(follower, here));
  expect(await logOf(upstream, there)).toContainEqual(expect.stringContaining("Starting backup"));
  // The task came by the poll; the policy comes with the next heartbeat.
  const followed = await until(
    () => follower.call(listPolicies, { query: {} }),
    ({ items }) => items.length > 0,
    { what: "the followed policy" },
  );
  const { name: managedBy } = await follower.call(getUpstream, {});
  expect(followed.items).toMatchObject([{ id: policy.id, managedBy }]);

  const letter = "Dear Anna,\n";
  expect(await restoredLetter(upstream, there, join(office.folder, "back"), source)).toBe(letter);
  expect(await restoredLetter(follower, here, join(laptop.folder, "back"), source)).toBe(letter);
  const target = join(laptop.folder, "from the office");
  const ordered = await upstream.call(createRestore, { body: { ...restoreOf(there, target), agentId } });
  const [asked] = await consentsAt(laptop, follower);
  expect(asked).toMatchObject({ target, askedBy: expect.any(String) });
  expect(existsSync(target)).toBe(false);
  expect(await holdfast(laptop, "consent", "--allow", asked?.taskId ?? "")).toMatchObject({ code: 0 });
  expect(await untilEnded(upstream.call, ordered.id)).toMatchObject({ status: "succeeded" });
  expect(readFileSync(join(target, source, "a letter.txt"), "utf8")).toBe(letter);

  const lanPort = new URL((await follower.call(getUpstream, {})).addresses[0] ?? "").port;
  await upstream.kill();
  upstream = await startWholeCore(office, "--lan", `127.0.0.1:${lanPort}`);
  await until(
    () => upstream.call(getAgent, { params: { id: agentId } }),
    ({ reachability, lastSeenAt }) => reachability === "online" && lastSeenAt !== null,
    { what: "the machine's return" },
  );
  const wanted = await upstream.call(createTask, {
    body: { kind: "backup", policyId: policy.id, agentId },
  });
  expect(await untilEnded(upstream.call, wanted.id)).toMatchObject({ status: "succeeded" });

  const removedAt = performance.now();
  await upstream.call(removeAgent, { params: { id: agentId } });
  const shutOut = await until(
    () => follower.call(getUpstream, {}),
    ({ state }) => state === "revoked",
    { what: "the end of following" },
  );
  // Its open poll would have gone on for 25 s.
  expect(performance.now() - removedAt).toBeLessThan(10_000);
  expect(shutOut.problem).toMatch(/has removed this computer/);
  expect((await follower.call(listPolicies, { query: {} })).items).toEqual([]);
  expect((await upstream.call(listAgents, { query: { status: "revoked" } })).items).toHaveLength(1);
  await expectPollCut(upstream);
  await Promise.all([upstream.stop(), follower.stop()]);
}, 400_000);
