import { mkdirSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { expect, test } from "vitest";
import { getAgent, listAgents } from "#contract/agents";
import { createEnrolment } from "#contract/enrolments";
import { assignPolicy, createPolicy } from "#contract/policies";
import { createRepository } from "#contract/repositories";
import { listRuns } from "#contract/runs";
import { createTask } from "#contract/tasks";
import { getUpstream } from "#contract/upstream";
import { holdfast, newPlace } from "../../electron/cli/testing/holdfast-process.ts";
import { startWholeCore, until, untilEnded, type WholeCore } from "../whole-core.ts";
import { makeFiles } from "./backed-up-folder.ts";

const restic = { HOLDFAST_RESTIC: process.env["HOLDFAST_RESTIC"] };

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.3");
  await new Promise((resolve) => server.once("listening", resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function backUp({ call }: WholeCore, policyId: string, agentId: string): Promise<void> {
  const task = await call(createTask, { body: { kind: "backup", policyId, agentId } });
  expect(await untilEnded(call, task.id)).toMatchObject({ status: "succeeded" });
}

test("an orchestrator moves to another computer with its history, and its machines come after it by themselves", async () => {
  const [office, cellar, laptop] = [newPlace(restic), newPlace(restic), newPlace(restic)];
  const source = makeFiles(laptop.folder);
  mkdirSync(join(laptop.folder, "disk"));
  const old = await startWholeCore(office, "--lan", "127.0.0.1:0");
  const follower = await startWholeCore(laptop, "--listen", "127.0.0.2:0");
  const { joinCode } = await old.call(createEnrolment, { body: {} });
  expect(await holdfast(laptop, "join", joinCode)).toMatchObject({ code: 0 });
  const agentId = (await follower.call(getUpstream, {})).agentId ?? "";
  const repository = await old.call(createRepository, {
    body: {
      kind: "fs",
      name: "Disk",
      path: join(laptop.folder, "disk", "repository"),
      password: "open sesame",
    },
  });
  const policy = await old.call(createPolicy, {
    body: { name: "Documents", repositoryId: repository.id, include: [source] },
  });
  await old.call(assignPolicy, { params: { id: policy.id, agentId } });
  await backUp(old, policy.id, agentId);

  const there = `127.0.0.3:${await freePort()}`;
  const moved = await holdfast(office, "move", there, "--yes", "--to", office.folder, "--json");
  expect(moved, moved.stderr).toMatchObject({ code: 0 });
  const { kit, state, recoveryCode } = JSON.parse(moved.stdout) as Record<string, string>;
  const paper = join(cellar.folder, "paper");
  writeFileSync(paper, recoveryCode ?? "");
  const recovered = await holdfast(
    cellar,
    "recover",
    kit ?? "",
    "--state",
    state ?? "",
    "--code-file",
    paper,
  );
  expect(recovered, recovered.stderr).toMatchObject({ code: 0 });
  const fresh = await startWholeCore(cellar, "--lan", there);

  await until(
    () => fresh.call(getAgent, { params: { id: agentId } }),
    ({ reachability }) => reachability === "online",
    { seconds: 120, what: "the machine at the new place" },
  );
  await old.stop();
  expect((await fresh.call(listRuns, { query: { policy: policy.id } })).items).toMatchObject([
    { status: "success" },
  ]);
  await backUp(fresh, policy.id, agentId);
  const { state: contact, addresses } = await follower.call(getUpstream, {});
  expect({ contact, first: addresses[0] }).toEqual({ contact: "connected", first: `https://${there}` });
  const agents = (await fresh.call(listAgents, { query: {} })).items;
  expect(agents.filter(({ isLocal }) => isLocal).map(({ id }) => id)).toEqual([fresh.agentId]);
  expect(agents.map(({ id }) => id)).toContain(old.agentId);
  await Promise.all([fresh.stop(), follower.stop()]);
});
