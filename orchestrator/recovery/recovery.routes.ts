import type { FastifyInstance } from "fastify";
import type * as z from "zod";
import { checkRecoveryKit, makeKitFile } from "#contract/recovery";
import type { RepositoryAccess } from "#contract/repository";
import { repositoryLock } from "#contract/repository-lock";
import { writeAudit } from "../audit/audit.ts";
import type { Database } from "../db/database.ts";
import type { Row } from "../db/tables.ts";
import type { Publish } from "../events/live-events.ts";
import { actorOf } from "../http/caller.ts";
import { DomainError, invalidField } from "../http/errors.ts";
import { serve } from "../http/serve.ts";
import { maintenanceAgentOf } from "../maintenance/maintenance-agent.ts";
import { askLines } from "../questions/ask-lines.ts";
import { chooseAgent } from "../questions/choose-agent.ts";
import type { QuestionDesk } from "../questions/desk.ts";
import { whenGone } from "../questions/when-gone.ts";
import { accessOf } from "../repositories/open-repository.ts";
import { ownPassword } from "../repositories/own-password.ts";
import { repositoryRow } from "../repositories/repository-row.ts";
import { readUpkeep } from "../repositories/upkeep.store.ts";
import { createSeal, type Seal } from "../secrets/seal.ts";
import { readKitContent } from "./kit-content.ts";
import { openKit, sealKit } from "./kit-file.ts";
import { kitStateOf, noteKitChecked, noteKitMade } from "./kit-state.ts";

type Deps = {
  db: Database;
  now: () => Date;
  seal: Seal;
  masterKey: Buffer;
  desk: QuestionDesk;
  publish: Publish;
};

export function recoveryRoutes(app: FastifyInstance, deps: Deps): void {
  const { db, now, seal, desk, publish } = deps;

  serve(
    app,
    makeKitFile,
  )(async (_input, request, reply) => {
    const at = now();
    const content = await db.write(async (tx) => {
      const read = await readKitContent(tx, deps, at);
      for (const { id } of read.repositories) await noteKitMade(tx, id, at);
      const actor = actorOf(request);
      await writeAudit(tx, { at, actor, action: "recovery-kit.make", object: "all repositories" });
      return read;
    });
    for (const { id } of content.repositories) publish({ type: "repository", repositoryId: id });
    reply.header("cache-control", "no-store");
    const fileName = `holdfast-recovery-kit-${at.toISOString().slice(0, 10)}.json`;
    return { fileName, ...(await sealKit(content, at)) };
  });

  serve(
    app,
    checkRecoveryKit,
  )(async ({ params, body }, request, reply) => {
    const row = await repositoryRow(db.read, params.id);
    const current = accessOf(row, seal);
    if (row.per_agent === 1)
      throw new DomainError(
        "wrong-state",
        "Every machine has a repository of its own in this place. Check the kits of those.",
      );
    const repository = await accessInKit(current, row, body);
    const maintainer = await maintenanceAgentOf(db.read, row.id);
    const agentId = await chooseAgent(db.read, row.id, undefined, maintainer?.id);
    const signal = whenGone(reply);
    // Listing the locks opens the repository with exactly this, and changes nothing.
    const question = { agentId, kind: "locks", args: {}, repository, signal } as const;
    for await (const _lock of askLines(desk, question, repositoryLock));
    const state = await db.write(async (tx) => {
      await noteKitChecked(tx, row.id, now());
      const object = `repository ${row.id}`;
      await writeAudit(tx, { at: now(), actor: actorOf(request), action: "recovery-kit.check", object });
      return kitStateOf(await readUpkeep(tx, row.id));
    });
    publish({ type: "repository", repositoryId: row.id });
    return state;
  });
}

type Given = z.output<typeof checkRecoveryKit.body>;

/** What somebody would open the repository with who has nothing but the kit. */
async function accessInKit(
  current: RepositoryAccess,
  row: Pick<Row<"repository">, "restic_id" | "parent_id" | "agent_id">,
  given: Given,
): Promise<RepositoryAccess> {
  if ("password" in given)
    return { ...current, credentials: { ...current.credentials, password: given.password } };
  const { repositories, masterKey } = await openKit(given.file, given.recoveryCode);
  const kept = repositories.find(({ id }) => id === current.id);
  const place = repositories.find(({ id }) => id === row.parent_id);
  if (kept === undefined && place !== undefined) {
    const password = ownPassword(createSeal(Buffer.from(masterKey, "base64")), place.id, row.agent_id ?? "");
    return { ...current, credentials: { ...current.credentials, password } };
  }
  if (kept === undefined) throw invalidField("file", "this kit was made before the repository was added");
  const isElsewhere = kept.access.location !== current.location;
  const isAnother = kept.resticId !== null && row.restic_id !== null && kept.resticId !== row.restic_id;
  if (isElsewhere || isAnother)
    throw new DomainError(
      "wrong-state",
      "This kit leads to another place than the repository is at now. Make a new one and keep that.",
    );
  return kept.access;
}
