import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { createEnrolment } from "#contract/enrolments";
import { assignPolicy, createPolicy } from "#contract/policies";
import { createRepository } from "#contract/repositories";
import { listRuns, type Run, readRunLog } from "#contract/runs";
import { listSlots } from "#contract/schedule";
import { createRestore } from "#contract/snapshots";
import { getUpstream } from "#contract/upstream";
import { startRestServer, USER } from "../../agent-core/testing/servers/rest-server.ts";
import { holdfast, newPlace, type Place } from "../../electron/cli/testing/holdfast-process.ts";
import { startWholeCore, until, untilEnded, type WholeCore } from "../whole-core.ts";
import { makeFiles } from "./backed-up-folder.ts";
import { layCable, type Namespace, whyNoNamespaces } from "./namespaces.ts";

const objection =
  process.env["HOLDFAST_REST_SERVER"] === undefined
    ? "no rest-server is here; npm run test:system brings one, or name it with HOLDFAST_REST_SERVER"
    : whyNoNamespaces();

const inNetwork = ({ name }: Namespace) => ["ip", "netns", "exec", name];

function placeIn(end: Namespace): Place {
  return { ...newPlace({ HOLDFAST_RESTIC: process.env["HOLDFAST_RESTIC"] }), within: inNetwork(end) };
}

function goodRuns(core: WholeCore, policyId: string, atLeast: number): Promise<Run[]> {
  return until(
    async () => {
      const { items } = await core.call(listRuns, { query: { policy: policyId, kind: "backup" } });
      return items.filter(({ status }) => status === "success");
    },
    (runs) => runs.length >= atLeast,
    { seconds: 400, what: `${atLeast} good backups` },
  );
}

async function logOf(core: WholeCore, id: string): Promise<string[]> {
  const { lines } = await core.call(readRunLog, { params: { id }, query: {} });
  return lines.map(({ text }) => text);
}

async function restores(core: WholeCore, run: Run, target: string, source: string): Promise<string> {
  const body = { repositoryId: run.repositoryId, snapshotId: run.snapshotId ?? "", target };
  const { status } = await untilEnded(core.call, (await core.call(createRestore, { body })).id);
  expect(status).toBe("succeeded");
  return readFileSync(join(target, source, "a letter.txt"), "utf8");
}

test("a machine in another network joins, is backed up to a rest-server, covers a cut cable, and both tell the same afterwards", async (context) => {
  context.skip(objection !== undefined, objection);
  const cable = layCable();
  const [office, home] = cable.ends;
  const [officePlace, homePlace] = [placeIn(office), placeIn(home)];
  const source = makeFiles(homePlace.folder);
  // Beside the machine that is backed up: the cut keeps the orchestrator away, not the server.
  const server = await startRestServer(homePlace.folder, { within: inNetwork(home), host: home.address });
  const upstream = await startWholeCore(officePlace, "--lan", "0.0.0.0:8485");
  const follower = await startWholeCore(homePlace);

  const { joinCode } = await upstream.call(createEnrolment, { body: {} });
  expect(await holdfast(homePlace, "join", joinCode)).toMatchObject({ code: 0 });
  const { agentId, addresses } = await follower.call(getUpstream, {});
  expect(addresses).toContain(`https://${office.address}:8485`);
  const repository = await upstream.call(createRepository, {
    body: {
      kind: "rest-server",
      name: "NAS",
      url: server.url,
      password: "open sesame",
      credentials: USER,
    },
  });
  const policy = await upstream.call(createPolicy, {
    body: {
      name: "Every minute",
      repositoryId: repository.id,
      include: [source],
      schedules: { backup: { every: "1m" } },
    },
  });
  await upstream.call(assignPolicy, { params: { id: policy.id, agentId: agentId ?? "" } });
  const [first] = await goodRuns(upstream, policy.id, 1);
  if (first === undefined) throw new Error("there is no run");
  const seen = (await goodRuns(follower, policy.id, 1)).length;
  expect(await restores(upstream, first, join(officePlace.folder, "back"), source)).toBe("Dear Anna,\n");

  cable.cut();
  await until(
    () => follower.call(getUpstream, {}),
    ({ state }) => state === "away",
    { seconds: 240, what: "the orchestrator's absence" },
  );
  const covered = await until(
    async () => (await follower.call(getUpstream, {})).waiting,
    ({ reports }) => reports > 0,
    { seconds: 300, what: "a covered backup" },
  );
  expect(covered.logChunks).toBeGreaterThan(0);
  cable.mend();

  const { items } = await until(
    () => upstream.call(listSlots, { query: { policy: policy.id } }),
    (slots) => slots.items.some(({ reason }) => reason === "Done while away."),
    { seconds: 200, what: "the report of a covered backup" },
  );
  const told = items.find(({ reason }) => reason === "Done while away.");
  const here = await goodRuns(follower, policy.id, seen + 1);
  const there = await goodRuns(upstream, policy.id, seen + 1);
  const run = there.find(({ id }) => id === told?.runId);
  const own = here.find(({ snapshotId }) => snapshotId === run?.snapshotId);
  expect(own).toBeDefined();
  await until(
    () => upstream.call(readRunLog, { params: { id: run?.id ?? "" }, query: {} }),
    ({ lines }) => lines.length > 0,
    { what: "the log of the covered backup" },
  );
  expect(await logOf(upstream, run?.id ?? "")).toEqual(await logOf(follower, own?.id ?? ""));
  if (own !== undefined)
    expect(await restores(follower, own, join(homePlace.folder, "back"), source)).toBe("Dear Anna,\n");
  await Promise.all([upstream.stop(), follower.stop()]);
}, 1_500_000);
