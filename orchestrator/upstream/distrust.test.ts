import { afterEach, beforeEach, expect, test } from "vitest";
import { listAgents } from "#contract/agents";
import { createEnrolment, listEnrolments } from "#contract/enrolments";
import { createPolicy, listPolicies, type Policy, policyInput, replacePolicy } from "#contract/policies";
import { createRepository, getRepository } from "#contract/repositories";
import { createTask } from "#contract/tasks";
import { getUpstream, joinUpstream } from "#contract/upstream";
import { decodeJoinCode, encodeJoinCode } from "../enrolments/join-code.ts";
import { openPair, type Pair } from "./pair-for-tests.ts";

let pair: Pair;
beforeEach(async () => {
  pair = await openPair();
});
afterEach(() => pair.close());

test("a code of the orchestrator that is followed already makes no new machine of this one, and is not used up", async () => {
  const { agentId } = (await pair.join()) as { agentId: string };

  const again = await pair.joinAs(pair.follower, { uses: 2 });

  expect(again).toMatchObject({ state: "connected", agentId });
  expect((await pair.upstream.admin(listAgents, { query: {} })).items).toHaveLength(1);
  expect((await pair.upstream.admin(listEnrolments, { query: {} })).items).toMatchObject([{ usesLeft: 2 }]);
});

test("a code that names the followed orchestrator with another key is refused before anything is sent", async () => {
  await pair.join();
  const { joinCode } = await pair.upstream.admin(createEnrolment, { body: {} });
  const made = {
    ...decodeJoinCode(joinCode),
    caPin: "of somebody else",
    addresses: ["https://192.0.2.66:1"],
  };
  pair.link.weather = "cut";

  const joining = pair.follower.admin(joinUpstream, { body: { joinCode: encodeJoinCode(made) } });

  await expect(joining).rejects.toMatchObject({ problem: { code: "not-your-orchestrator" } });
  const { addresses, state } = await pair.follower.admin(getUpstream, {});
  expect({ addresses, state }).toEqual({ addresses: ["https://192.0.2.1:8485"], state: "connected" });
});

test("an orchestrator that sends things by the ids of this computer's own changes none of those", async () => {
  const { admin } = pair.follower;
  const disk = await admin(createRepository, {
    body: { kind: "fs", name: "Mine", path: "/mnt/own", password: "open sesame" },
  });
  const body = { name: "My papers", repositoryId: disk.id, include: ["/home/anna"] };
  const own = await admin(createPolicy, { body });
  await pair.join();
  const { policy, repository } = await pair.assign(await pair.idThere());
  const lies = { [policy.id]: own.id, [repository.id]: disk.id };

  for (const [there, here] of Object.entries(lies)) {
    pair.link.lie = (answer) => answer.replaceAll(there, here);
    await pair.upstream.admin(createTask, {
      body: { kind: "backup", policyId: policy.id, agentId: await pair.idThere() },
    });
    const draft = { ...draftOf(policy), description: `changed ${here}` };
    await pair.upstream.admin(replacePolicy, { params: { id: policy.id }, body: draft });
    await pair.follower.round();
    expect((await admin(getUpstream, {})).problem).toMatch(/this computer's own. It was left as it is/);
  }

  const { items } = await admin(listPolicies, { query: {} });
  expect(items).toContainEqual(expect.objectContaining({ id: own.id, name: "My papers", managedBy: null }));
  expect(await admin(getRepository, { params: { id: disk.id } })).toMatchObject({
    name: "Mine",
    managedBy: null,
    place: { path: "/mnt/own" },
  });
});

const draftOf = (policy: Policy) =>
  policyInput.parse(
    Object.fromEntries(Object.keys(policyInput.shape).map((name) => [name, policy[name as "name"]])),
  );
