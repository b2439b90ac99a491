import { Readable } from "node:stream";
import type { FastifyInstance, FastifyRequest } from "fastify";
import {
  countFolders,
  type FolderSize,
  folderLine,
  folderSize,
  type ListedFolders,
  listFolders,
  type MachineFolder,
} from "#contract/folders";
import { writeAudit } from "../audit/audit.ts";
import type { Database } from "../db/database.ts";
import { actorOf } from "../http/caller.ts";
import { DomainError } from "../http/errors.ts";
import { serve, serveStream } from "../http/serve.ts";
import { askLines } from "../questions/ask-lines.ts";
import { createAtOnce } from "../questions/at-once.ts";
import { chooseAnyAgent } from "../questions/choose-agent.ts";
import type { QuestionDesk } from "../questions/desk.ts";
import { whenGone } from "../questions/when-gone.ts";

type Deps = { db: Database; now: () => Date; desk: QuestionDesk };

const MOST_COUNTS = 8;

/** The folders of a machine, for whoever chooses what is backed up there. Looking is written down: it shows names that no backup holds yet. */
export function folderRoutes(app: FastifyInstance, { db, now, desk }: Deps): void {
  const counts = createAtOnce(MOST_COUNTS, "counts of folders");

  const noteLook = (request: FastifyRequest, agentId: string, detail: string) =>
    db.write((tx) =>
      writeAudit(tx, {
        at: now(),
        actor: actorOf(request),
        action: "agent.folders",
        object: `agent ${agentId}`,
        detail: detail.slice(0, 1_000),
      }),
    );

  serve(
    app,
    listFolders,
  )(async ({ params, query }, request, reply) => {
    const { id: agentId } = await chooseAnyAgent(db.read, params.id);
    await noteLook(request, agentId, `looked into ${query.path ?? "the places to begin with"}`);
    const asked = { agentId, kind: "folders" as const, args: query, signal: whenGone(reply) };
    const items: MachineFolder[] = [];
    for await (const line of askLines(desk, asked, folderLine)) {
      if ("rest" in line) return { items, ...line.rest } satisfies ListedFolders;
      items.push(line);
    }
    throw new DomainError("machine-refused", "The machine's answer has no end. Try again.");
  });

  serveStream(
    app,
    countFolders,
  )(async ({ params, body }, request, reply) => {
    const { id: agentId } = await chooseAnyAgent(db.read, params.id);
    const giveBack = counts.take();
    reply.raw.once("close", giveBack);
    await noteLook(request, agentId, `counted ${body.paths.join(", ")}`);
    const asked = { agentId, kind: "folder-sizes" as const, args: body, signal: whenGone(reply) };
    const sizes = askLines(desk, asked, folderSize);
    // A refusal in words is still possible until something was sent.
    const first = await sizes.next();
    reply.header("cache-control", "no-store");
    return reply.send(Readable.from(asLines(first, sizes)));
  });
}

async function* asLines(
  first: IteratorResult<FolderSize>,
  rest: AsyncGenerator<FolderSize>,
): AsyncGenerator<string> {
  if (first.done !== true) yield `${JSON.stringify(first.value)}\n`;
  for await (const size of rest) yield `${JSON.stringify(size)}\n`;
}
