import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { assignPolicy, createPolicy } from "#contract/policies";
import { createRepository, type RepositoryInput, replaceRepository } from "#contract/repositories";
import { listRuns, type Run } from "#contract/runs";
import { createRestore } from "#contract/snapshots";
import { createTask } from "#contract/tasks";
import { until, untilEnded, type WholeCore } from "../whole-core.ts";

/** A few files with names and contents that are not simple. */
export function makeFiles(folder: string): string {
  const source = join(folder, "Documents");
  mkdirSync(join(source, "Taxes", "empty"), { recursive: true });
  writeFileSync(join(source, "a letter.txt"), "Dear Anna,\n");
  writeFileSync(join(source, "Taxes", "2025 – Müller.txt"), "42\n");
  writeFileSync(join(source, "noise.bin"), crypto.getRandomValues(new Uint8Array(60_000)));
  return source;
}

/** A policy for one folder on this computer. Returns the ids of policy and repository. */
export async function protect(core: WholeCore, source: string, repository: RepositoryInput) {
  const { id: repositoryId } = await core.call(createRepository, { body: repository });
  const body = { name: `Documents to ${repository.name}`, repositoryId, include: [source] };
  const { id: policyId } = await core.call(createPolicy, { body });
  await core.call(assignPolicy, { params: { id: policyId, agentId: core.agentId } });
  return { repositoryId, policyId };
}

export async function change(core: WholeCore, id: string, repository: RepositoryInput): Promise<void> {
  await core.call(replaceRepository, { params: { id }, body: repository });
}

export async function backUp(core: WholeCore, policyId: string): Promise<Run> {
  const before = await core.call(listRuns, { query: { policy: policyId } });
  await core.call(createTask, { body: { kind: "backup", policyId } });
  return endedRun(core, { policy: policyId }, before.items.length);
}

export async function restoreAll(core: WholeCore, run: Run, target: string): Promise<void> {
  const body = { repositoryId: run.repositoryId, snapshotId: run.snapshotId ?? "", target };
  const { status, reason } = await untilEnded(core.call, (await core.call(createRestore, { body })).id);
  if (status !== "succeeded") throw new Error(`the restore ended as ${status}: ${reason}`);
}

/** The newest run, once it has ended and there are more than so many. */
export async function endedRun(
  core: WholeCore,
  query: { policy?: string; repository?: string },
  moreThan = 0,
): Promise<Run> {
  const { items } = await until(
    () => core.call(listRuns, { query }),
    (answer) => answer.items.length > moreThan && answer.items.every((run) => run.finishedAt !== null),
    { seconds: 280, what: "the end of a run" },
  );
  const [newest] = items;
  if (newest === undefined) throw new Error("there is no run");
  return newest;
}
