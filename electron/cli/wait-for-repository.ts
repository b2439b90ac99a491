import { deleteRepository, type Repository } from "#contract/repositories";
import { listTasks } from "#contract/tasks";
import { exitCodes, Refusal } from "../core/refusal.ts";
import type { CoreClient } from "./core-client.ts";
import { describeEnd } from "./describe-run.ts";
import { type Ended, followTask } from "./follow-task.ts";
import type { Output } from "./output.ts";

/**
 * Waits until a new repository was opened or created; false where that is tried again later. One that will never open
 * as it was given is not kept, so that the corrected command finds the place free.
 */
export async function waitForRepository(
  { client, output }: { client: CoreClient; output: Output },
  repository: Repository,
): Promise<boolean> {
  const { items } = await client.call(listTasks, {
    query: { repository: repository.id, kind: "init", limit: 1 },
  });
  const [task] = items;
  if (task === undefined) return true;
  const ended = await followTask({ client, output }, task.id);
  if (ended.task.status === "succeeded") return true;
  if (ended.task.status === "queued") {
    output.note(describeEnd(ended));
    return false;
  }
  await client.call(deleteRepository, { params: { id: repository.id } });
  throw doesNotOpen(ended, repository.location);
}

function doesNotOpen(ended: Ended, location: string): Refusal {
  const { failure } = ended.run ?? {};
  if (failure?.code === "wrong-password") {
    return new Refusal(
      `There is a repository at ${location} already, and its password is another one. Nothing was set up. ` +
        "Give its password with --password-file FILE, or choose an empty place.",
      exitCodes.usage,
    );
  }
  return new Refusal(`${failure?.message ?? describeEnd(ended)} Nothing was set up at ${location}.`);
}
