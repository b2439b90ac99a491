import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, expect, test } from "vitest";
import { createRepository, type RepositoryInput, replaceRepository } from "#contract/repositories";
import { getRun, listRuns } from "#contract/runs";
import { listSnapshots } from "#contract/snapshots";
import { createTask } from "#contract/tasks";
import { hasRestServer, hasSshd } from "../../agent-core/testing/config.ts";
import { startRestServer, USER } from "../../agent-core/testing/servers/rest-server.ts";
import { BUCKET, KEYS, startS3 } from "../../agent-core/testing/servers/s3.ts";
import { type SftpServer, startSftp } from "../../agent-core/testing/servers/sftp.ts";
import { newPlace, type Place } from "../../electron/cli/testing/holdfast-process.ts";
import { startWholeCore, untilEnded, type WholeCore } from "../whole-core.ts";
import { backUp, endedRun, makeFiles, protect, restoreAll } from "./backed-up-folder.ts";

let place: Place;
let source: string;
let core: WholeCore;
const { HOLDFAST_RESTIC, PATH } = process.env;
const onSchedule = { every: "7d", jitterSeconds: 0, catchUp: true };

beforeEach(async () => {
  // restic starts ssh by its name.
  place = newPlace({ HOLDFAST_RESTIC, PATH });
  source = makeFiles(place.folder);
  core = await startWholeCore(place);
});

type Known = { id: string; input: RepositoryInput };
const planOf = ({ id }: Known) => ({ copy: { toRepositoryId: id, schedule: onSchedule } });

async function add(input: RepositoryInput): Promise<Known> {
  const { id } = await core.call(createRepository, { body: input });
  expect(await endedRun(core, { repository: id })).toMatchObject({ kind: "init", failure: null });
  return { id, input };
}

/** Names the second place in the settings of the first, copies, and says what the run said. */
async function copy(from: Known, to: Known) {
  const { password: _, credentials: __, ...kept } = { credentials: undefined, ...from.input };
  await core.call(replaceRepository, {
    params: { id: from.id },
    body: { ...kept, maintenance: planOf(to) } as RepositoryInput,
  });
  const task = await core.call(createTask, { body: { kind: "copy", repositoryId: from.id } });
  const ended = await untilEnded(core.call, task.id, 200);
  const { items } = await core.call(listRuns, { query: { repository: from.id } });
  const run = items.find(({ taskId }) => taskId === task.id);
  const { failure } = await core.call(getRun, { params: { id: run?.id ?? "" } });
  expect({ status: ended.status, failure }).toEqual({ status: "succeeded", failure: null });
}

/** Two snapshots are there, and the newest one gives back what was saved, to the last byte. */
async function givesAllBack({ id, input }: Known): Promise<void> {
  const look = await core.call(createTask, { body: { kind: "snapshots", repositoryId: id } });
  expect(await untilEnded(core.call, look.id, 200)).toMatchObject({ status: "succeeded" });
  const { items } = await core.call(listSnapshots, { params: { id }, query: {} });
  expect(items).toHaveLength(2);
  const target = join(place.folder, `back from ${input.name}`);
  const run = await endedRun(core, { repository: id });
  await restoreAll(core, { ...run, snapshotId: items[0]?.id ?? "" }, target);
  execFileSync("diff", ["-r", source, join(target, source)]);
}

const onSftp = (name: string, server: SftpServer): RepositoryInput => ({
  ...{ kind: "sftp", name, host: server.host, port: server.port, user: server.user },
  path: join(server.folder, "desk"),
  hostKey: server.hostKey,
  password: `password of ${name}`,
  credentials: { privateKey: server.privateKey },
  perAgent: false,
});

function folderIn(name: string): string {
  const folder = join(place.folder, name);
  mkdirSync(folder);
  return folder;
}

test("a copy goes from a folder to S3, from there to sftp, between two servers of one kind, and to a rest-server, and each gives all back", async (context) => {
  if (!hasSshd() || !hasRestServer())
    context.skip("no sshd or no rest-server is here; npm run test:system brings both");
  const s3 = await startS3(folderIn("s3"));
  const inBucket = (name: string, prefix: string): RepositoryInput => ({
    ...{ kind: "s3", name, endpoint: s3.endpoint, bucket: BUCKET, prefix, bucketLookup: "path" },
    caCertificate: s3.certificate,
    password: `password of ${name}`,
    credentials: KEYS,
    perAgent: false,
  });
  const rest = async (name: string): Promise<RepositoryInput> => {
    const { url, certificate } = await startRestServer(folderIn(name), { tls: true });
    return {
      ...{ kind: "rest-server", name, url, ...(certificate && { caCertificate: certificate }) },
      ...{ password: `password of ${name}`, credentials: USER, perAgent: false },
    };
  };
  const disk: RepositoryInput = {
    ...{ kind: "fs", name: "Disk", path: join(place.folder, "disk") },
    password: "password of Disk",
    perAgent: false,
  };
  const { repositoryId, policyId } = await protect(core, source, disk);
  await endedRun(core, { repository: repositoryId });
  await backUp(core, policyId);
  writeFileSync(join(source, "a letter.txt"), "Dear Anna, and Bert\n");
  expect(await backUp(core, policyId)).toMatchObject({ status: "success" });

  const chain: Known[] = [{ id: repositoryId, input: disk }];
  for (const input of [
    inBucket("Bucket", "desk"),
    inBucket("Second bucket", "a folder/second"),
    onSftp("Server", await startSftp(folderIn("ssh-one"))),
    onSftp("Second server", await startSftp(folderIn("ssh-two"))),
    await rest("NAS"),
    await rest("Second NAS"),
  ]) {
    const to = await add(input);
    await copy(chain.at(-1) ?? to, to);
    chain.push(to);
  }

  for (const one of chain.slice(1)) await givesAllBack(one);
  for (const secret of [USER.password, ...chain.map(({ input }) => `password of ${input.name}`)])
    expect(core.log()).not.toContain(secret);
});
