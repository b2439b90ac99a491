import { cpSync, rmSync } from "node:fs";
import { join } from "node:path";
import { listConsentRequests } from "#contract/consents";
import { createEnrolment } from "#contract/enrolments";
import { assignPolicy, createPolicy } from "#contract/policies";
import { createRepository, type RepositoryInput } from "#contract/repositories";
import { getRun, type Run } from "#contract/runs";
import { createRestore } from "#contract/snapshots";
import { createTask, type Task } from "#contract/tasks";
import { getUpstream } from "#contract/upstream";
import { holdfast, newPlace, type Place } from "../../../electron/cli/testing/holdfast-process.ts";
import { startWholeCore, until, untilEnded, type WholeCore } from "../../whole-core.ts";
import { makeFiles } from "../backed-up-folder.ts";

export type Machine = { place: Place; core: WholeCore; agentId: string; source: string; copy: string };

/** restic starts ssh by its name. */
export const newMachine = () =>
  newPlace({ HOLDFAST_RESTIC: process.env["HOLDFAST_RESTIC"], PATH: process.env["PATH"] });

/** An install of its own at an address of its own, with some files, that follows the office. */
export async function joinOffice(office: WholeCore, host: string, label: string): Promise<Machine> {
  const place = newMachine();
  const source = makeFiles(place.folder);
  const copy = join(place.folder, "as it was");
  cpSync(source, copy, { recursive: true });
  const core = await startWholeCore(place, "--listen", `${host}:0`);
  const { joinCode } = await office.call(createEnrolment, { body: { labels: [label] } });
  const { code, stderr } = await holdfast(place, "join", joinCode);
  if (code !== 0) throw new Error(stderr);
  const { agentId } = await core.call(getUpstream, {});
  return { place, core, agentId: agentId ?? "", source, copy };
}

/** A repository for one machine, and the policy that saves its folder there. */
export async function protectThere(
  office: WholeCore,
  { agentId, source }: Machine,
  repository: RepositoryInput,
): Promise<{ repositoryId: string; policyId: string }> {
  const maintenance = { agentId };
  const { id: repositoryId } = await office.call(createRepository, { body: { ...repository, maintenance } });
  const body = { name: repository.name, repositoryId, include: [source], retention: { keepLast: 1 } };
  const { id: policyId } = await office.call(createPolicy, { body });
  await office.call(assignPolicy, { params: { id: policyId, agentId } });
  return { repositoryId, policyId };
}

export async function doThere(office: WholeCore, body: Parameters<typeof ask>[1]): Promise<Task> {
  const { id } = await ask(office, body);
  return await untilEnded(office.call, id, 200);
}

type Wanted =
  | { kind: "backup"; policyId: string; agentId: string }
  | { kind: "prune"; repositoryId: string; confirm: true }
  | { kind: "check"; repositoryId: string };
const ask = (office: WholeCore, body: Wanted) => office.call(createTask, { body });

export async function runOf(office: WholeCore, { lastRunId }: Task): Promise<Run> {
  return await office.call(getRun, { params: { id: lastRunId ?? "" } });
}

/** The office asks for a restore on a machine, and somebody there allows it. */
export async function restoreThere(
  office: WholeCore,
  { core, place, agentId }: Machine,
  { repositoryId, snapshotId }: Run,
  target: string,
): Promise<Task> {
  const body = { repositoryId, snapshotId: snapshotId ?? "", target, agentId };
  const { id } = await office.call(createRestore, { body });
  const { items } = await until(
    () => core.call(listConsentRequests, {}),
    (answer) => answer.items.length > 0,
    { what: "the question whether the restore is allowed" },
  );
  await holdfast(place, "consent", "--allow", items[0]?.taskId ?? "");
  return await untilEnded(office.call, id, 200);
}

/** The disk of a machine is gone with all that was on it. */
export async function loseMachine({ core, place, source }: Machine): Promise<void> {
  await core.kill();
  rmSync(join(place.folder, "data"), { recursive: true });
  rmSync(join(place.folder, "config"), { recursive: true });
  rmSync(source, { recursive: true });
}
