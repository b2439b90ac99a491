import { everyPage } from "#contract/every-page";
import { listRepositories } from "#contract/repositories";
import { createTask } from "#contract/tasks";
import type { ExitCode } from "../../core/refusal.ts";
import type { Context } from "../context.ts";
import { describeEnd, exitCodeOf } from "../describe-run.ts";
import { followTask } from "../follow-task.ts";
import { pick } from "../pick.ts";

type Wanted = {
  kind: "check" | "drill" | "prune" | "unlock";
  repository: string | undefined;
  confirm?: boolean;
};

/** Checks, tries out, prunes or unlocks one repository and waits for the end. */
export async function maintain(context: Context, { kind, repository, confirm }: Wanted): Promise<ExitCode> {
  const { output } = context;
  const client = context.client();
  const all = await everyPage((cursor) =>
    client.call(listRepositories, { query: { limit: 200, ...cursor } }),
  );
  const { id: repositoryId } = pick(all, repository, "repository");
  const task = await client.call(createTask, {
    body: { kind, repositoryId, ...(confirm === true && { confirm }) },
  });
  const end = await followTask({ client, output }, task.id);
  output.give(end, () => describeEnd(end));
  return exitCodeOf(end);
}
