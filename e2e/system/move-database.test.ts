import { existsSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { listAgents } from "#contract/agents";
import { listPolicies } from "#contract/policies";
import { getRepository } from "#contract/repositories";
import { listRuns } from "#contract/runs";
import { holdfast, newPlace } from "../../electron/cli/testing/holdfast-process.ts";
import { findPostgres, startCluster } from "../../orchestrator/db/postgres/cluster-for-tests.ts";
import { joinMachine, machineOf, protect } from "../../orchestrator/orchestrator-for-tests.ts";
import { startWholeCore } from "../whole-core.ts";

const programs = findPostgres();
let cluster: Awaited<ReturnType<typeof startCluster>>;
beforeAll(async () => {
  if (programs !== undefined) cluster = await startCluster(programs);
});
afterAll(() => cluster?.stop());

test.skipIf(programs === undefined)(
  "an orchestrator moves from its file to a server with all it knows, and does not start on the file again (needs PostgreSQL's initdb)",
  async () => {
    const url = await cluster.createDatabase("moved");
    const place = newPlace();
    const onServer = { ...place, variables: { ...place.variables, HOLDFAST_DATABASE_URL: url } };
    const before = await startWholeCore(place, "--no-agent");
    const machine = await joinMachine({ admin: before.call, callWith: before.callWith as never }, "anna-pc");
    const { policy, repository } = await protect({ admin: before.call }, machine);
    await machine.backUp(policy.id);
    const [run] = (await before.call(listRuns, { query: {} })).items;
    const running = await holdfast(onServer, "move-database");
    await before.stop();

    const nowhere = await holdfast(place, "move-database");
    const moved = await holdfast(onServer, "move-database");
    const twice = await holdfast(onServer, "move-database");

    expect(running).toMatchObject({ code: 1, stderr: expect.stringContaining("already running") });
    expect(nowhere).toMatchObject({ code: 2, stderr: expect.stringContaining("HOLDFAST_DATABASE_URL") });
    expect(moved, moved.stderr).toMatchObject({ code: 0, stdout: expect.stringMatching(/^Moved \d+ rows/) });
    expect(twice).toMatchObject({ code: 1, stderr: expect.stringContaining("no database in") });
    expect(existsSync(join(place.folder, "data", "holdfast.db"))).toBe(false);
    await expect(startWholeCore(place, "--no-agent")).rejects.toThrow(/was moved to a PostgreSQL server/);

    const after = await startWholeCore(onServer);
    expect((await after.call(listRuns, { query: {} })).items).toEqual([run]);
    expect((await after.call(listPolicies, { query: {} })).items).toMatchObject([{ id: policy.id }]);
    expect(await after.call(getRepository, { params: { id: repository.id } })).toMatchObject({
      hasPassword: true,
    });
    const callers = { admin: after.call, callWith: after.callWith as never };
    await machineOf(callers, machine.agentId, machine.key).backUp(policy.id);
    expect((await after.call(listRuns, { query: {} })).items).toMatchObject([{ status: "success" }, run]);
    expect((await after.call(listAgents, { query: {} })).items).toMatchObject([{ hostname: "anna-pc" }]);
    await after.stop();
  },
);
