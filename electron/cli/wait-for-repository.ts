import { deleteRepository, type Repository } from "#contract/repositories";
import { listTasks } from "#contract/tasks";
import { exitCodes, Refusal } from "../core/refusal.ts";
import type { CoreClient } from "./core-client.ts";
import { describeEnd } from "./describe-run.ts";
import { followTask } from "./follow-task.ts";
import type { Output } from "./output.ts";

/** Waits until a new repository was opened or created. One that our password does not open is not kept. */
export async function waitForRepository(
  { client, output }: { client: CoreClient; output: Output },
  repository: Repository,
): Promise<void> {
  const { items } = await client.call(listTasks, {
    query: { repository: repository.id, kind: "init", limit: 1 },
  });
  const [task] = items;
  if (task === undefined) return;
  const ended = await followTask({ client, output }, task.id);
  if (ended.run?.failure?.code === "wrong-password") {
    await client.call(deleteRepository, { params: { id: repository.id } });
    throw new Refusal(
      `There is a repository at ${repository.location} already, and its password is another one. Nothing was set up. ` +
        "Give its password with --password-file FILE, or choose an empty place.",
      exitCodes.usage,
    );
  }
  if (ended.task.status !== "succeeded") output.note(describeEnd(ended));
}
