import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { copySpec } from "#contract/maintenance";
import type { RepositoryAccess } from "#contract/repository";
import { endedBadly, failed, type TaskEnd, withoutProof } from "../restic/judge-end.ts";
import { isLeftOut, listSnapshots } from "../restic/snapshots.ts";
import { waitForLock } from "../restic/wait-for-lock.ts";
import { phase } from "./progress-of.ts";
import { snapshotsLeftOut } from "./snapshots.ts";
import { placeOf, type TaskContext } from "./task-context.ts";

/** restic takes sign-ins of servers from one environment for both sides; these two kinds can have them in the address instead. */
const KINDS: ReadonlySet<string> = new Set(["fs", "rest-server"]);

/** Brings every snapshot that is missing there into a second repository. Nothing is removed on either side. */
export async function runCopy(context: TaskContext): Promise<TaskEnd> {
  const parsed = copySpec.safeParse(context.offer.spec);
  if (!parsed.success)
    return failed("not-allowed-here", "No second repository is named any more, so nothing was copied.");
  const { target, lockWaitSeconds } = parsed.data;
  const source = context.offer.repository;
  if (![source, target].every(({ kind }) => KINDS.has(kind)))
    return failed(
      "not-allowed-here",
      "Snapshots are copied between folders and rest-servers only. Use restic copy for other places.",
    );
  if (wouldLeak(source, target))
    return failed(
      "not-allowed-here",
      "The first server takes everybody and the second one needs a sign-in, which restic would show to both. Give the first one a sign-in too.",
    );
  const secrets = await mkdtemp(join(context.folders.tmpDir, "copy-"));
  try {
    return await copyWith(
      context,
      trustingBoth(target, source),
      await describeSource(secrets, source),
      lockWaitSeconds,
    );
  } finally {
    await rm(secrets, { recursive: true, force: true });
  }
}

async function copyWith(
  context: TaskContext,
  target: RepositoryAccess,
  from: Record<string, string>,
  lockWaitSeconds: number,
): Promise<TaskEnd> {
  const place = { ...placeOf(context), repositoryKind: target.kind };
  const { run, close } = await context.openOther(target, from);
  try {
    context.report(phase("copying"));
    const before = await listSnapshots(run);
    if (before.end.exitCode !== 0) return endedBadly(before.end, place);
    let leftOut = 0;
    const end = await run({
      args: ["copy", waitForLock(lockWaitSeconds)],
      onLine: (line) => void (isLeftOut(line) && leftOut++),
    });
    if (end.exitCode !== 0) return endedBadly(end, place);
    if (leftOut > 0) return snapshotsLeftOut(end, leftOut, "they were not copied; all others were");
    const after = await listSnapshots(run);
    if (after.end.exitCode !== 0) return endedBadly(after.end, place);
    if (after.snapshots === undefined || before.snapshots === undefined)
      return withoutProof(after.end, "gave no listing of the copy");
    const known = new Set(before.snapshots.map(({ id }) => id));
    const snapshotsCopied = after.snapshots.filter(({ id }) => !known.has(id)).length;
    context.log.info(`Copied ${snapshotsCopied} snapshots; the copy holds ${after.snapshots.length}.`);
    return {
      outcome: "success",
      exitCode: 0,
      summary: { snapshotsCopied, snapshotCount: after.snapshots.length },
    };
  } finally {
    await close();
  }
}

/** In a private folder that goes with the task; what a process that was killed leaves goes at the next start. */
async function describeSource(folder: string, source: RepositoryAccess): Promise<Record<string, string>> {
  const [password, repository] = [join(folder, "password"), join(folder, "repository")];
  await writeFile(password, `${source.credentials.password}\n`, { mode: 0o600 });
  await writeFile(repository, `${addressWithSignIn(source)}\n`, { mode: 0o600 });
  return { RESTIC_FROM_PASSWORD_FILE: password, RESTIC_FROM_REPOSITORY_FILE: repository };
}

function addressWithSignIn(repository: RepositoryAccess): string {
  const { username, backendPassword } = repository.credentials;
  if (repository.kind !== "rest-server" || username === undefined) return repository.location;
  const url = new URL(repository.location.replace(/^rest:/, ""));
  url.username = encodeURIComponent(username);
  url.password = encodeURIComponent(backendPassword ?? "");
  return `rest:${url.href}`;
}

/** A server that needs no sign-in would be told the one of the other. */
function wouldLeak(source: RepositoryAccess, target: RepositoryAccess): boolean {
  const [theirs, ours] = [source.credentials.username, target.credentials.username];
  return source.kind === "rest-server" && theirs === undefined && ours !== undefined;
}

/** restic trusts one file of certificates for both sides. */
function trustingBoth(target: RepositoryAccess, { caCertificate }: RepositoryAccess): RepositoryAccess {
  const certificates = [target.caCertificate, caCertificate].filter((one) => one !== undefined);
  return certificates.length === 0 ? target : { ...target, caCertificate: certificates.join("\n") };
}
