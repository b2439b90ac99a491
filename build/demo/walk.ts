import { randomBytes } from "node:crypto";
import { join } from "node:path";
import type { Call } from "#contract/call";
import { assignPolicy, createPolicy } from "#contract/policies";
import { createRepository, type Repository } from "#contract/repositories";
import type { RunDetail } from "#contract/runs";
import { createRestore } from "#contract/snapshots";
import { createTask, listTasks } from "#contract/tasks";
import { step } from "../steps/progress.ts";
import { Trouble } from "../steps/trouble.ts";
import { type Comparison, compareFolders } from "./compare-folders.ts";
import { followTask } from "./follow-task.ts";
import { makeSampleFolder } from "./sample-folder.ts";

type Deps = { call: Call; agentId: string; folder: string };

const megabytes = (bytes: number) => `${(bytes / 1_000_000).toFixed(1)} MB`;

/** The main job as a person would do it, over the API alone. Gives the run of the backup. */
export async function walkThroughMainJob({ call, agentId, folder }: Deps): Promise<RunDetail> {
  const sample = join(folder, "sample");
  const name = `Demo ${new Date().toISOString().slice(0, 19).replace("T", " ")}`;
  await step(
    "make a sample folder",
    async () => makeSampleFolder(sample),
    ({ files, bytes }) => `${files} files, ${megabytes(bytes)}`,
  );
  const repository = await step("create a repository", () =>
    makeRepository(call, join(folder, "repository"), name),
  );
  const run = await step(
    "protect the folder and back it up",
    () => backUp(call, { agentId, name, repositoryId: repository.id, sample }),
    ({ summary, snapshotId }) => `${summary?.filesProcessed} files, snapshot ${snapshotId?.slice(0, 8)}`,
  );
  const target = join(folder, "restored");
  await step("restore it to another folder", async () => {
    const paths = [pathInSnapshot(sample)];
    const body = { repositoryId: repository.id, snapshotId: run.snapshotId ?? "", agentId, paths, target };
    return await followTask(call, (await call(createRestore, { body })).id);
  });
  await step(
    "compare every byte",
    async () => compareOrComplain(sample, join(target, "sample")),
    ({ files, bytes }) => `${files} files and ${megabytes(bytes)} are equal`,
  );
  return run;
}

async function makeRepository(call: Call, path: string, name: string): Promise<Repository> {
  const password = randomBytes(24).toString("base64url");
  const repository = await call(createRepository, { body: { kind: "fs", name, path, password } });
  const { items } = await call(listTasks, { query: { repository: repository.id, kind: "init" } });
  if (items[0] !== undefined) await followTask(call, items[0].id);
  return repository;
}

type Protection = { agentId: string; name: string; repositoryId: string; sample: string };

async function backUp(call: Call, { agentId, name, repositoryId, sample }: Protection): Promise<RunDetail> {
  const policy = await call(createPolicy, { body: { name, repositoryId, include: [sample] } });
  await call(assignPolicy, { params: { id: policy.id, agentId } });
  const task = await call(createTask, { body: { kind: "backup", policyId: policy.id, agentId } });
  return await followTask(call, task.id);
}

/** restic writes `C:\\Users` as `/C/Users`. */
const pathInSnapshot = (path: string) => path.replace(/^([A-Za-z]):/, "/$1").replaceAll("\\", "/");

function compareOrComplain(sample: string, restored: string): Comparison {
  const comparison = compareFolders(sample, restored);
  const [first] = comparison.differences;
  if (first === undefined) return comparison;
  throw new Trouble(`What came back is not what was backed up (${comparison.differences.length}): ${first}`);
}
