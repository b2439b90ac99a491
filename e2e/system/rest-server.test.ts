import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { beforeEach, expect, test } from "vitest";
import type { RepositoryInput } from "#contract/repositories";
import { createTask } from "#contract/tasks";
import { type RestServer, startRestServer, USER } from "../../agent-core/testing/servers/rest-server.ts";
import { newPlace, type Place } from "../../electron/cli/testing/holdfast-process.ts";
import { startWholeCore, type WholeCore } from "../whole-core.ts";
import { backUp, change, endedRun, makeFiles, protect, restoreAll } from "./backed-up-folder.ts";

let place: Place;
let source: string;
let core: WholeCore;

beforeEach(async (context) => {
  if (process.env["HOLDFAST_REST_SERVER"] === undefined) {
    context.skip(
      "no rest-server is here; npm run test:system brings one, or name it with HOLDFAST_REST_SERVER",
    );
  }
  place = newPlace({ HOLDFAST_RESTIC: process.env["HOLDFAST_RESTIC"] });
  source = makeFiles(place.folder);
  core = await startWholeCore(place);
});

const on = ({ url, certificate }: RestServer): RepositoryInput & { kind: "rest-server" } => ({
  kind: "rest-server",
  name: "NAS",
  url,
  password: "open sesame",
  credentials: USER,
  perAgent: false,
  ...(certificate !== undefined && { caCertificate: certificate }),
});

async function comesBack(policyId: string): Promise<void> {
  const run = await backUp(core, policyId);
  expect(run).toMatchObject({ status: "success" });
  const target = join(place.folder, "back");
  await restoreAll(core, run, target);
  execFileSync("diff", ["-r", source, join(target, source)]);
}

test("over HTTP with a user a folder goes there and comes back", async () => {
  const { policyId } = await protect(core, source, on(await startRestServer(place.folder)));

  await comesBack(policyId);
});

test("over TLS it does so with the certificate of its own authority, and not without", async () => {
  const server = await startRestServer(place.folder, { tls: true });
  const { policyId, repositoryId } = await protect(core, source, on(server));
  await comesBack(policyId);

  const { caCertificate: _, ...trusting } = on(server);
  await change(core, repositoryId, trusting);

  expect(await backUp(core, policyId)).toMatchObject({ failure: { code: "tls-untrusted" } });
});

test("a wrong password of the server and one of the repository are told apart", async () => {
  const server = await startRestServer(place.folder);
  const { policyId, repositoryId } = await protect(core, source, on(server));
  await backUp(core, policyId);

  await change(core, repositoryId, { ...on(server), credentials: { ...USER, password: "wrong" } });
  const atTheServer = await backUp(core, policyId);
  const atTheRepository = change(core, repositoryId, { ...on(server), password: "open barley" });

  expect(atTheServer).toMatchObject({ failure: { code: "access-denied" } });
  await expect(atTheRepository).rejects.toMatchObject({ problem: { errors: [{ path: "password" }] } });
});

test("a server that is switched off is unreachable", async () => {
  const server = await startRestServer(place.folder);
  const { policyId } = await protect(core, source, on(server));
  await backUp(core, policyId);

  await server.stop();
  await core.call(createTask, { body: { kind: "backup", policyId } });

  expect(await endedRun(core, { policy: policyId }, 1)).toMatchObject({
    status: "failure",
    failure: { code: "repository-unreachable" },
  });
});

test("a server that only appends takes one backup after the other", async () => {
  const server = await startRestServer(place.folder, { appendOnly: true });
  const { policyId } = await protect(core, source, on(server));

  expect(await backUp(core, policyId)).toMatchObject({ status: "success" });
  await comesBack(policyId);
});
