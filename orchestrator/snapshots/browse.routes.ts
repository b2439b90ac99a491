import type { FastifyInstance } from "fastify";
import type { FindArgs, FoundEntry, TreeEntry } from "#contract/browse";
import { planRestore } from "#contract/restore-plan";
import { diffSnapshots, downloadFiles, findFiles, listVersions, readTree } from "#contract/snapshots";
import { writeAudit } from "../audit/audit.ts";
import type { Database } from "../db/database.ts";
import { actorOf } from "../http/caller.ts";
import { encodeCursor } from "../http/cursor.ts";
import { serve, serveStream } from "../http/serve.ts";
import { createAtOnce } from "../questions/at-once.ts";
import type { QuestionDesk } from "../questions/desk.ts";
import { whenGone } from "../questions/when-gone.ts";
import type { Seal } from "../secrets/seal.ts";
import { createAnswerCache } from "./answer-cache.ts";
import { diffPage } from "./diff-snapshots.ts";
import { dispositionOf, openDownload } from "./download.ts";
import { findPage, findVersions, positionOf } from "./find-files.ts";
import { askForPlan } from "./plan-restore.ts";
import { readFolder } from "./read-folder.ts";
import { repositoryHolding } from "./snapshots.store.ts";
import { openForPeople } from "./whom-to-ask.ts";

type Deps = { db: Database; now: () => Date; seal: Seal; desk: QuestionDesk };

/** Looking into snapshots: what a machine reads out of a repository while somebody waits. */
export function browseRoutes(app: FastifyInstance, deps: Deps): void {
  const { db, now, desk } = deps;
  const folders = createAnswerCache<TreeEntry>();
  const finding = { db: db.read, desk, searches: createAnswerCache<FoundEntry>() };
  const searches = createAtOnce(3, "searches");
  const downloads = createAtOnce(3, "downloads");

  serve(
    app,
    readTree,
  )(async ({ params: { snapshotId }, query }, _request, reply) => {
    const { row, whomToAsk } = await openForPeople(deps, { ...query, snapshotId }, reply);
    const path = query.path.replace(/(?<=.)\/+$/, "");
    const wanted = { snapshotId, path, limit: query.limit, cursor: query.cursor };
    return { path, ...(await readFolder({ desk, folders }, wanted, row, whomToAsk)) };
  });

  serve(
    app,
    findFiles,
  )(async ({ params, query: { name, host, agent, limit, cursor } }, _request, reply) => {
    const { row: place, whomToAsk } = await openForPeople(deps, { repository: params.id, agent }, reply);
    const search = searchOf({ kind: "name", name }, host);
    return searches.run(() => findPage(finding, search, { limit, cursor }, { place, whomToAsk }));
  });

  serve(
    app,
    listVersions,
  )(async ({ params, query: { path: asked, host, agent } }, _request, reply) => {
    const { row: place, whomToAsk } = await openForPeople(deps, { repository: params.id, agent }, reply);
    const path = asked.replace(/(?<=.)\/+$/, "");
    const search = searchOf({ kind: "path", path }, host);
    const found = await searches.run(() => findVersions(finding, search, { place, whomToAsk }));
    return { path, ...found, nextCursor: null };
  });

  serve(
    app,
    diffSnapshots,
  )(async ({ query: { a, b, path, limit, cursor, ...query } }, _request, reply) => {
    const { whomToAsk } = await openForPeople(deps, { ...query, snapshotId: b }, reply);
    const skip = cursor === undefined ? 0 : positionOf(cursor);
    const args = { a, b, path, skip, limit };
    const { items, totals } = await searches.run(async () => diffPage(desk, args, await whomToAsk()));
    const count = totals.added + totals.removed + totals.modified;
    const next = skip + items.length;
    return { a, b, items, totals, nextCursor: next < count ? encodeCursor([next]) : null };
  });

  serve(
    app,
    planRestore,
  )(async ({ body }, _request, reply) => searches.run(() => askForPlan(deps, body, whenGone(reply))));

  serveStream(
    app,
    downloadFiles,
  )(async ({ params: { snapshotId }, query }, request, reply) => {
    const repository = query.repository ?? (await repositoryHolding(db.read, snapshotId));
    const asked = { repository, agent: query.agent, snapshotId };
    const { row, whomToAsk } = await openForPeople(deps, asked, reply);
    const giveBack = downloads.take();
    reply.raw.once("close", giveBack);
    await db.write((tx) =>
      writeAudit(tx, {
        at: now(),
        actor: actorOf(request),
        action: "snapshot.download",
        object: `repository ${row.id}`,
        detail: `snapshot ${snapshotId}: ${query.path.join(", ").slice(0, 1_000)}`,
      }),
    );
    const args = { snapshotId, paths: query.path };
    const zip = await openDownload(desk, { ...(await whomToAsk()), args });
    reply.header("cache-control", "no-store");
    reply.header("content-disposition", dispositionOf(query.path, snapshotId));
    return reply.send(zip);
  });
}

function searchOf(by: FindArgs["by"], host: string | undefined): Omit<FindArgs, "limit"> {
  return { by, ...(host !== undefined && { host }) };
}
