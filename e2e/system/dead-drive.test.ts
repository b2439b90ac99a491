import { execFileSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { getAgent } from "#contract/agents";
import { listFolders } from "#contract/folders";
import { assignPolicy, createPolicy } from "#contract/policies";
import { createRepository } from "#contract/repositories";
import { planRestore } from "#contract/restore-plan";
import { listRuns } from "#contract/runs";
import { createRestore, listSnapshots } from "#contract/snapshots";
import { createTask } from "#contract/tasks";
import { newPlace, type Place } from "../../electron/cli/testing/holdfast-process.ts";
import { startWholeCore, until, untilEnded, type WholeCore } from "../whole-core.ts";

const SFTP_SERVER = "/usr/lib/openssh/sftp-server";
/** A drive gets a minute to answer, restic a minute to go on and half of one to end. */
const PATIENCE_SECONDS = 240;

/** A folder of another computer of which nothing is remembered here, by way of a server that can be stopped in the middle of an answer. */
function mountDrive(folder: string) {
  const [server, mount, pidFile] = ["server.sh", "drive", "server.pid"].map((name) => join(folder, name));
  if (server === undefined || mount === undefined || pidFile === undefined) throw new Error("no folder");
  for (const path of [mount, join(folder, "far away")]) mkdirSync(path);
  writeFileSync(server, `#!/bin/sh\necho $$ > '${pidFile}'\nexec ${SFTP_SERVER}\n`);
  chmodSync(server, 0o700);
  execFileSync("sshfs", [
    `far:${join(folder, "far away")}`,
    mount,
    "-o",
    `ssh_command=${server},dir_cache=no`,
  ]);
  const signal = (name: NodeJS.Signals) => process.kill(Number(readFileSync(pidFile, "utf8")), name);
  onTestFinished(() => {
    signal("SIGCONT");
    execFileSync("umount", ["--lazy", mount]);
  });
  return { mount, goAway: () => signal("SIGSTOP") };
}

async function backsUp(
  core: WholeCore,
  { name, path, source }: { name: string; path: string; source: string },
) {
  const password = "correct-horse-9";
  const { id: repositoryId } = await core.call(createRepository, {
    body: { name, kind: "fs", path, password },
  });
  const policy = await core.call(createPolicy, {
    body: { name, repositoryId, include: [source], limits: { stallSeconds: 60 } },
  });
  const params = { id: policy.id, agentId: core.agentId };
  await core.call(assignPolicy, { params });
  const body = { kind: "backup" as const, policyId: policy.id, agentId: core.agentId };
  return {
    repositoryId,
    start: () => core.call(createTask, { body }),
    failure: () => failedRun(core, { policy: policy.id }, `a failed run of ${name}`),
  };
}

async function failedRun(core: WholeCore, query: { policy: string } | { kind: "restore" }, what: string) {
  const { items } = await until(
    () => core.call(listRuns, { query: { ...query, status: "failure" } }),
    (found) => found.items.length > 0,
    { seconds: PATIENCE_SECONDS, what },
  );
  return items[0];
}

/** What the threads of a process wait for in the kernel. */
const waitsOf = (pid: number) =>
  readdirSync(`/proc/${pid}/task`).map((task) => readFileSync(`/proc/${pid}/task/${task}/wchan`, "utf8"));

test("a network drive that stops answering fails what needs it, and holds up nothing else", {
  timeout: 600_000,
}, async (context) => {
  if (process.getuid?.() !== 0) context.skip("mounting a drive needs root");
  if (!existsSync(SFTP_SERVER) || !existsSync("/dev/fuse"))
    context.skip("there is no sshfs with a server here");
  const place: Place = newPlace();
  const { mount, goAway } = mountDrive(place.folder);
  const core = await startWholeCore(place);
  const local = join(place.folder, "documents");
  for (const folder of [local, join(mount, "photos")]) {
    mkdirSync(folder);
    writeFileSync(join(folder, "a file"), "kept");
  }
  const onto = await backsUp(core, { name: "onto the drive", path: join(mount, "backups"), source: local });
  const from = await backsUp(core, {
    name: "from the drive",
    path: join(place.folder, "disk"),
    source: join(mount, "photos"),
  });
  for (const { start } of [onto, from])
    expect(await untilEnded(core.call, (await start()).id)).toMatchObject({ status: "succeeded" });

  goAway();
  const goneAt = new Date().toISOString();
  for (const { start } of [onto, from]) await start();

  // The system remembers for a second what it saw there: then it is restic that waits, and cannot be ended.
  expect((await onto.failure())?.failure?.code).toMatch(/^(repository-unreachable|stalled)$/);
  const { failure } = (await from.failure()) ?? {};
  expect(failure).toMatchObject({ code: "source-missing" });
  expect(failure?.message).toContain(`The drive does not answer that holds ${join(mount, "photos")}.`);
  const agent = await core.call(getAgent, { params: { id: core.agentId } });
  expect(agent).toMatchObject({ reachability: "online" });
  expect(agent.lastSeenAt ?? "").toSatisfy((seenAt: string) => seenAt > goneAt);
  const { repositoryId } = from;
  const { items: snapshots } = await core.call(listSnapshots, { params: { id: repositoryId }, query: {} });
  const back = { repositoryId, snapshotId: snapshots[0]?.id ?? "", target: join(mount, "restored") };
  for (const looking of [
    () => core.call(planRestore, { body: back }),
    () => core.call(listFolders, { params: { id: core.agentId }, query: { path: join(mount, "photos") } }),
  ])
    await expect(looking()).rejects.toThrow("does not answer");
  await core.call(createRestore, { body: back });
  const { failure: restored } = (await failedRun(core, { kind: "restore" }, "a failed restore")) ?? {};
  expect(restored).toMatchObject({ code: "stalled" });
  expect(restored?.message).toContain(`The drive that holds ${back.target} does not answer`);
  const elsewhere = await backsUp(core, {
    name: "elsewhere",
    path: join(place.folder, "other disk"),
    source: local,
  });
  expect(await untilEnded(core.call, (await elsewhere.start()).id, PATIENCE_SECONDS)).toMatchObject({
    status: "succeeded",
  });
  expect(waitsOf(core.pid).filter((wait) => /request_wait|fuse/.test(wait))).toEqual([]);
  expect(await core.stop()).toBe(0);
});
