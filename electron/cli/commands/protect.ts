import { homedir } from "node:os";
import { getRecoveryKit } from "#contract/repositories";
import { createTask } from "#contract/tasks";
import { type ExitCode, exitCodes } from "../../core/refusal.ts";
import type { Context } from "../context.ts";
import { describeEnd, exitCodeOf } from "../describe-run.ts";
import { ensurePolicy } from "../ensure-policy.ts";
import { type EnsuredRepository, ensureRepository } from "../ensure-repository.ts";
import { followTask } from "../follow-task.ts";
import { localAgentId } from "../local-agent.ts";
import { parseLocation } from "../location.ts";
import { saveRecoveryKit } from "../recovery-kit-file.ts";
import { sourceFolders } from "../source-folders.ts";
import { waitForRepository } from "../wait-for-repository.ts";

export type ProtectOptions = {
  to: string;
  name?: string;
  every?: string;
  cron?: string;
  passwordFile?: string;
  kit?: string;
  run: boolean;
};

/** From folders and a place to a policy that has run once, with the recovery kit saved. */
export async function protect(
  context: Context,
  folders: string[],
  options: ProtectOptions,
): Promise<ExitCode> {
  const { output } = context;
  const home = homedir();
  const include = sourceFolders(folders, { home, cwd: process.cwd() });
  const location = parseLocation(options.to, home);
  const client = context.client();
  const agentId = await localAgentId(client);
  const ensured = await ensureRepository(client, location, options.passwordFile);
  const { repository, isNew } = ensured;
  if (isNew) await waitForRepository({ client, output }, repository);
  output.say(repositoryLine(ensured));
  const kit = await saveKit(context, ensured, options.kit);
  const schedule = options.cron === undefined ? { every: options.every ?? "1h" } : { cron: options.cron };
  const policy = await ensurePolicy(client, {
    agentId,
    repositoryId: repository.id,
    include,
    name: options.name,
    schedule,
  });
  output.say(`Policy "${policy.name}" protects ${include.join(", ")}: ${rhythm(schedule)}.`);
  const made = { repository, policy, kit };
  if (!options.run) {
    if (output.json) output.give(made, () => "");
    output.say(`No backup has run yet. Begin at any time with: holdfast backup "${policy.name}"`);
    return exitCodes.ok;
  }
  const task = await client.call(createTask, { body: { agentId, kind: "backup", policyId: policy.id } });
  const ended = await followTask({ client, output }, task.id);
  output.give({ ...made, ...ended }, () => describeEnd(ended));
  return exitCodeOf(ended);
}

function repositoryLine({ repository: { name, location }, isNew }: EnsuredRepository): string {
  return isNew
    ? `Repository "${name}" added: ${location}.`
    : `Repository "${name}" is known already: ${location}.`;
}

const rhythm = (schedule: { every: string } | { cron: string }) =>
  "cron" in schedule ? `by the schedule ${schedule.cron}` : `every ${schedule.every}`;

async function saveKit(
  { client, output }: Context,
  { repository, isNew }: EnsuredRepository,
  named: string | undefined,
): Promise<string | undefined> {
  if (!isNew && named === undefined) return undefined;
  const text = await client().readText(getRecoveryKit, { params: { id: repository.id } });
  const path = saveRecoveryKit(text, { named, folder: homedir(), repositoryName: repository.name });
  output.say(
    `Recovery kit saved: ${path}\n` +
      "  It holds the password. Print it or keep it away from this computer: without it a lost computer means lost backups.",
  );
  return path;
}
