import { execFileSync } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { beforeEach, expect, test } from "vitest";
import { assignPolicy, createPolicy } from "#contract/policies";
import {
  createRepository,
  getRepository,
  type RepositoryInput,
  testRepository,
} from "#contract/repositories";
import { listSnapshots } from "#contract/snapshots";
import { createTask } from "#contract/tasks";
import { hasRestServer, hasSshd } from "../../agent-core/testing/config.ts";
import { startRestServer, USER } from "../../agent-core/testing/servers/rest-server.ts";
import { BUCKET, KEYS, startS3 } from "../../agent-core/testing/servers/s3.ts";
import { startSftp } from "../../agent-core/testing/servers/sftp.ts";
import { findProgram } from "../../electron/cli/find-program.ts";
import { newPlace, type Place } from "../../electron/cli/testing/holdfast-process.ts";
import { resticCandidates } from "../../electron/core/restic-candidates.ts";
import { startWholeCore, untilEnded, type WholeCore } from "../whole-core.ts";
import { backUp, endedRun, makeFiles, restoreAll } from "./backed-up-folder.ts";
import { runAsWritten } from "./kit-as-written.ts";

let place: Place;
let source: string;
let core: WholeCore;
const password = "open sesame";
const { HOLDFAST_RESTIC, PATH = "" } = process.env;
const restic = findProgram(resticCandidates(HOLDFAST_RESTIC), PATH) ?? "";

beforeEach(async () => {
  // restic starts ssh by its name.
  place = newPlace({ HOLDFAST_RESTIC, PATH });
  source = makeFiles(place.folder);
  core = await startWholeCore(place);
});

/** Three backups, of which retention leaves one; then the data is checked, and comes back. */
async function livesThere(repository: RepositoryInput, secrets: string[]): Promise<string> {
  const { id } = await core.call(createRepository, { body: repository });
  expect(await endedRun(core, { repository: id })).toMatchObject({ kind: "init", failure: null });
  const draft = { name: "Documents", repositoryId: id, include: [source], retention: { keepLast: 1 } };
  const { id: policyId } = await core.call(createPolicy, { body: draft });
  await core.call(assignPolicy, { params: { id: policyId, agentId: core.agentId } });
  for (const text of ["one", "two", "three"]) {
    writeFileSync(join(source, "changing.txt"), text);
    expect(await backUp(core, policyId)).toMatchObject({ status: "success" });
  }
  for (const kind of ["prune", "check"] as const) {
    const confirm = kind === "prune" ? { confirm: true } : {};
    const task = await core.call(createTask, { body: { kind, repositoryId: id, ...confirm } });
    expect(await untilEnded(core.call, task.id, 200)).toMatchObject({ kind, status: "succeeded" });
  }
  const { items } = await core.call(listSnapshots, { params: { id }, query: {} });
  expect(items).toHaveLength(1);
  const [newest] = items;
  const run = await endedRun(core, { policy: policyId });
  const target = join(place.folder, "back");
  await restoreAll(core, { ...run, snapshotId: newest?.id ?? "" }, target);
  execFileSync("diff", ["-r", source, join(target, source)]);
  await comesBackByKit(id);
  expect(await core.call(getRepository, { params: { id } })).toMatchObject({ state: "ready" });
  for (const secret of [password, ...secrets]) expect(core.log()).not.toContain(secret);
  return id;
}

/** On a computer that has stock restic and what is written on paper. */
async function comesBackByKit(id: string): Promise<void> {
  const headers = { authorization: `Bearer ${core.token}` };
  const kit = await fetch(`${core.url}/api/v1/repositories/${id}/recovery-kit`, { headers });
  const folder = mkdtempSync(join(place.folder, "by-hand-"));
  runAsWritten(await kit.text(), folder, dirname(restic));
  execFileSync("diff", ["-r", source, join(folder, "restored", source)]);
}

async function stepsOf(id: string, credential: "writer" | "maintainer" = "writer") {
  const { ok, steps } = await core.call(testRepository, { params: { id }, body: { credential } });
  expect(steps.map(({ step }) => step)).toEqual(["reach", "tls", "sign-in", "repository", "write"]);
  expect(steps.filter(({ status }) => status === "failed")).toEqual([]);
  expect(ok).toBe(true);
  return steps;
}

test("a folder", async () => {
  const path = join(place.folder, "disk");

  await livesThere({ kind: "fs", name: "Disk", path, password, perAgent: false }, []);
});

test("a rest-server over TLS lets machines only add, and the one that prunes goes another way", async (context) => {
  if (!hasRestServer()) context.skip("no rest-server is here; npm run test:system brings one");
  const adding = await startRestServer(place.folder, { tls: true, appendOnly: true });
  const deleting = await startRestServer(place.folder, { tls: true });

  const id = await livesThere(
    {
      kind: "rest-server",
      name: "NAS",
      url: adding.url,
      caCertificate: adding.certificate,
      password,
      credentials: { writer: USER, maintainer: { ...USER, url: deleting.url } },
    },
    [USER.password],
  );

  expect((await stepsOf(id)).at(-1)).toMatchObject({ appendOnly: true });
  expect((await stepsOf(id, "maintainer")).at(-1)).toMatchObject({ appendOnly: false });
});

test("an S3 bucket over TLS", async () => {
  const { endpoint, certificate } = await startS3(place.folder);

  const id = await livesThere(
    {
      kind: "s3",
      name: "Bucket",
      endpoint,
      bucket: BUCKET,
      prefix: "a folder/desk",
      bucketLookup: "path",
      caCertificate: certificate,
      password,
      credentials: KEYS,
    },
    [],
  );

  expect((await stepsOf(id)).at(-1)).toMatchObject({ appendOnly: false });
});

test("an sftp server, signed in to by key", async (context) => {
  if (!hasSshd())
    context.skip("no sshd is here; npm run test:system brings one, or name it with HOLDFAST_SSHD");
  const { host, port, user, folder, hostKey, privateKey } = await startSftp(place.folder);

  const id = await livesThere(
    {
      kind: "sftp",
      name: "Server",
      host,
      port,
      user,
      path: join(folder, "desk"),
      hostKey,
      password,
      credentials: { privateKey },
    },
    [privateKey.split("\n")[2] ?? privateKey],
  );

  await stepsOf(id);
});
