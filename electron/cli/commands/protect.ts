import { homedir } from "node:os";
import type { Policy } from "#contract/policies";
import { getRecoveryKit } from "#contract/recovery";
import type { Repository } from "#contract/repositories";
import { type ExitCode, exitCodes } from "../../core/refusal.ts";
import type { Context } from "../context.ts";
import { describeEnd, exitCodeOf } from "../describe-run.ts";
import { type EnsuredPolicy, ensurePolicy } from "../ensure-policy.ts";
import { ensureRepository } from "../ensure-repository.ts";
import { followTask } from "../follow-task.ts";
import { localAgentId } from "../local-agent.ts";
import { type ProtectOptions, planProtection, sayRhythm } from "../plan-protection.ts";
import { saveRecoveryKit } from "../recovery-kit-file.ts";
import { isOnSameDisk } from "../same-disk.ts";
import { startBackup } from "../start-backup.ts";
import { waitForRepository } from "../wait-for-repository.ts";

/** From folders and a place to a policy that has run once, with the recovery kit saved. */
export async function protect(
  context: Context,
  folders: string[],
  options: ProtectOptions,
): Promise<ExitCode> {
  const { include, location, name, rhythm } = planProtection(folders, options);
  const { output } = context;
  const client = context.client();
  const agentId = await localAgentId(client);
  const words = await sayRhythm(client, rhythm);
  const { repository, isNew } = await ensureRepository(client, location, options.passwordFile);
  const isReady = isNew ? await waitForRepository({ client, output }, repository) : true;
  output.say(
    `Repository "${repository.name}" ${isNew ? "added" : "is known already"}: ${repository.location}`,
  );
  if (!isNew && options.passwordFile !== undefined) output.say(PASSWORD_IS_KNOWN);
  const kit =
    isNew || options.kit !== undefined ? await saveKit(context, repository, options.kit) : undefined;
  const ensured = await ensurePolicy(client, { agentId, repositoryId: repository.id, include, name, rhythm });
  output.say(policyLine(ensured, words));
  if (isNew && isOnSameDisk(location.place, include)) output.say(SAME_DISK);
  const { policy } = ensured;
  if (!options.run || !isReady) {
    output.give({ repository, policy, kit }, () => (isReady ? byHand(policy) : FIRST_BACKUP_WAITS));
    return isReady ? exitCodes.ok : exitCodes.failed;
  }
  const task = await startBackup(client.call, agentId, policy.id);
  const ended = await followTask({ client, output }, task.id);
  output.give({ repository, policy, kit, ...ended }, () => describeEnd(ended));
  return exitCodeOf(ended);
}

const FIRST_BACKUP_WAITS =
  "Everything is set up, but no backup has run yet: the first one waits until the repository can be opened.";

const PASSWORD_IS_KNOWN =
  "Its password is known as well, so --password-file was not read. To give another one, change the repository in the app.";

const SAME_DISK =
  "The backups are on the same disk as the files: they help against mistakes, and are lost with that disk. Add another place too.";

const byHand = ({ name }: Policy) => `Nothing was backed up now. Back up with: holdfast backup "${name}"`;

function policyLine({ policy: { name, include }, isNew }: EnsuredPolicy, words: string): string {
  const protects = `Policy "${name}" protects ${include.join(", ")}`;
  return isNew ? `${protects}: ${words}` : `${protects} already, and stays as it is. Change it in the app.`;
}

async function saveKit({ client, output }: Context, { id, name }: Repository, named: string | undefined) {
  const text = await client().readText(getRecoveryKit, { params: { id }, query: {} });
  const path = saveRecoveryKit(text, { named, folder: homedir(), repositoryName: name });
  output.say(
    `Recovery kit saved: ${path}\n` +
      "  It holds the password. Print it or keep it away from this computer: without it a lost computer means lost backups.",
  );
  return path;
}
