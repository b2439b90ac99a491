import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { assignPolicy, createPolicy } from "#contract/policies";
import { createRepository, listRepositories } from "#contract/repositories";
import {
  joinMachine,
  openOrchestrator,
  type TestOrchestrator,
} from "../orchestrator/orchestrator-for-tests.ts";
import { openPages } from "./truth/surfaces.ts";

let orchestrator: TestOrchestrator;
let htmlOf: (address: string) => Promise<string>;
beforeEach(async () => {
  orchestrator = await openOrchestrator();
  htmlOf = (await openPages(orchestrator))();
});
afterEach(async () => {
  vi.unstubAllGlobals();
  vi.unstubAllEnvs();
  await orchestrator.close();
});

const place = { kind: "rest-server", name: "NAS", url: "https://nas:8000/fleet", perAgent: true } as const;

/** A machine with a backup in its own repository of the place. */
async function protectInPlace(hostname: string) {
  const { admin } = orchestrator;
  const { id: placeId } = await admin(createRepository, { body: { ...place, password: "of the place" } });
  const draft = { name: "Documents", repositoryId: placeId, include: ["/home"] };
  const policyId = (await admin(createPolicy, { body: draft })).id;
  const machine = await joinMachine(orchestrator, hostname);
  await admin(assignPolicy, { params: { id: policyId, agentId: machine.agentId } });
  await machine.report(await machine.take(), { snapshotId: undefined });
  await machine.backUp(policyId);
  const { items } = await admin(listRepositories, { query: {} });
  return { placeId, ownId: items.find((one) => one.parentId === placeId)?.id ?? "" };
}

test("what is looked into and restored from a place is asked of the machine's own repository that holds it", async () => {
  const { placeId, ownId } = await protectInPlace("anna-pc");
  const trees = answerTrees();

  const html = await htmlOf(`/restore?repository=${placeId}`);

  expect(trees.map((url) => new URL(url, "http://localhost").searchParams.get("repository"))).toEqual([
    ownId,
  ]);
  expect(html).toContain("Find a file in all backups of anna-pc");
  expect(html).toMatch(new RegExp(`/download\\?repository=${ownId}&amp;`));
});

test("of more repositories than a page of the API holds, all are known", async () => {
  await protectInPlace("anna-pc");
  for (let n = 1; n <= 199; n += 1)
    await orchestrator.admin(createRepository, {
      body: { kind: "fs", name: `Disk ${n}`, path: `/mnt/${n}`, password: "kestrel-lantern-42" },
    });

  expect(await htmlOf("/")).toContain("All 201 repositories");
}, 60_000);

/** No machine is there that could read a folder: each is empty. */
function answerTrees(): string[] {
  const asked: string[] = [];
  const { fetch } = globalThis;
  vi.stubGlobal("fetch", (url: string, init: RequestInit) => {
    if (!url.includes("/tree?")) return fetch(url, init);
    asked.push(url);
    return Response.json({ items: [], nextCursor: null, path: "/" });
  });
  return asked;
}
