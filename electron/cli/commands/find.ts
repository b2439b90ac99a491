import { ProblemError } from "#contract/call";
import { everyPage } from "#contract/every-page";
import { listRepositories } from "#contract/repositories";
import { type FoundFile, findFiles } from "#contract/snapshots";
import { moment } from "../../core/moment.ts";
import { type ExitCode, exitCodes } from "../../core/refusal.ts";
import type { Context } from "../context.ts";
import { pick } from "../pick.ts";
import { printable } from "../printable.ts";
import { table } from "../table.ts";
import { size } from "../words.ts";

type Options = { repository?: string };
type NotAsked = { repository: string; reason: string };

/** A file by name over all snapshots of one repository, or of all; one that is away keeps nobody from what the others hold. */
export async function find({ client, output }: Context, name: string, options: Options): Promise<ExitCode> {
  const { call } = client();
  const all = await everyPage((cursor) => call(listRepositories, { query: { limit: 200, ...cursor } }));
  const repositories =
    options.repository === undefined
      ? all.filter(({ perAgent }) => !perAgent)
      : [pick(all, options.repository, "repository")];
  const items: FoundFile[] = [];
  const notAsked: NotAsked[] = [];
  let isComplete = true;
  for (const { id, name: repository } of repositories) {
    output.step(`Looking in ${repository} …`);
    try {
      const found = await everyPage(async (cursor) => {
        const page = await call(findFiles, { params: { id }, query: { name, limit: 1_000, ...cursor } });
        isComplete &&= page.complete;
        return page;
      });
      items.push(...found);
    } catch (error) {
      if (!(error instanceof ProblemError) || repositories.length === 1) throw error;
      notAsked.push({ repository, reason: error.message });
    }
  }
  const isPartly = notAsked.length > 0;
  const hasAsked = notAsked.length < repositories.length;
  output.give({ items, complete: isComplete && !isPartly, notAsked }, () => {
    if (isPartly && !hasAsked) return "No repository could be looked into.";
    return describe(items, name, isPartly);
  });
  if (!isComplete) output.note("There are more. Write more of the name to see the rest.");
  for (const one of notAsked) output.note(`${one.repository} could not be looked into: ${one.reason}`);
  if (!isPartly) return exitCodes.ok;
  return hasAsked ? exitCodes.warning : exitCodes.failed;
}

function describe(items: FoundFile[], name: string, isPartly: boolean): string {
  if (items.length === 0 && isPartly) return `What could be looked into holds nothing called "${name}".`;
  if (items.length === 0)
    return `No backup holds a file or folder called "${name}". Try a shorter part of the name; * and ? stand for what you do not know.`;
  const rows = table(
    ["SNAPSHOT", "BACKED UP", "SIZE", "CHANGED", "PATH"],
    items.map(({ snapshotId, snapshotTime, type, sizeBytes, modifiedAt, path }) => [
      snapshotId.slice(0, 8),
      moment(snapshotTime),
      type === "file" ? size(sizeBytes) : "-",
      moment(modifiedAt ?? null),
      `${printable(path)}${type === "dir" ? "/" : ""}`,
    ]),
  );
  return `${rows}\n\nBring one back with: holdfast restore <snapshot> <path> --to <folder>`;
}
