import type { FastifyInstance, FastifyRequest } from "fastify";
import type { AuditAction } from "#contract/audit";
import {
  approvePairing,
  getDiscovery,
  getPairing,
  PAIRING_SECONDS,
  refusePairing,
  revealPairing,
  setDiscovery,
  startPairing,
} from "#contract/pairings";
import { writeAudit } from "../audit/audit.ts";
import { createThrottle } from "../auth/throttle.ts";
import type { Database, Tx } from "../db/database.ts";
import { insertEnrolment } from "../enrolments/enrolments.store.ts";
import { encodeJoinCode } from "../enrolments/join-code.ts";
import { orchestratorId } from "../enrolments/orchestrator-id.ts";
import { actorOf } from "../http/caller.ts";
import { DomainError } from "../http/errors.ts";
import { serve } from "../http/serve.ts";
import type { Lan } from "../lan/lan.ts";
import type { MovedState } from "../move/moved.ts";
import { orchestratorName } from "../settings/orchestrator-name.ts";
import type { Discovery } from "./discovery.ts";

type Deps = {
  db: Database;
  now: () => Date;
  lan: Pick<Lan, "joinHints">;
  moved: Pick<MovedState, "to">;
  discovery: Discovery;
};

export function pairingRoutes(app: FastifyInstance, deps: Deps): void {
  routesOfPeople(app, deps);
  routesOfMachines(app, deps);
}

/** Nobody is known here: what is answered is no secret, and what is sent neither. */
function routesOfMachines(app: FastifyInstance, { db, now, lan, moved, discovery }: Deps): void {
  const { pairings, countTry } = discovery;
  const throttle = createThrottle(now);
  const ownId = () => db.write((tx) => orchestratorId(tx, now()));

  serve(
    app,
    startPairing,
  )(async ({ body }, request) => {
    assertFromNetwork(request);
    if (moved.to() !== undefined)
      throw new DomainError("moved", "This Holdfast has moved to another computer.");
    throttle.attempt(request.ip);
    countTry();
    const { id, nonce } = pairings.start({ ...body, address: request.ip.replace(/^::ffff:/, "") });
    request.log.info({ pairing: id, hostname: body.hostname }, "a machine wants to join without a code");
    return {
      pairingId: id,
      orchestratorId: await ownId(),
      orchestratorName: await orchestratorName(db.read),
      nonce,
      expiresInSeconds: PAIRING_SECONDS,
    };
  });

  serve(
    app,
    revealPairing,
  )(async ({ params, body }, request) => {
    assertFromNetwork(request);
    const { caPin } = lan.joinHints();
    if (caPin === null) throw new DomainError("wrong-state", "No machine can join now.");
    pairings.reveal(params.id, body, { orchestratorId: await ownId(), pin: caPin });
    return undefined;
  });

  serve(
    app,
    getPairing,
  )(async ({ params }, request) => {
    assertFromNetwork(request);
    const state = pairings.stateOf(params.id);
    if (state.state === "approved") throttle.succeeded(request.ip);
    return state;
  });
}

function routesOfPeople(app: FastifyInstance, { db, now, lan, discovery }: Deps): void {
  const { pairings } = discovery;
  const audit = (tx: Tx, request: FastifyRequest, action: AuditAction, object: string, detail?: string) =>
    writeAudit(tx, { at: now(), actor: actorOf(request), action, object, ...(detail && { detail }) });

  serve(app, getDiscovery)(async () => discovery.view());

  serve(
    app,
    setDiscovery,
  )(async ({ body: { enabled, forSeconds } }, request) => {
    const id = await db.write((tx) => orchestratorId(tx, now()));
    if (enabled)
      await discovery.begin({ orchestratorId: id, name: await orchestratorName(db.read) }, forSeconds);
    else await discovery.end();
    await db.write((tx) =>
      audit(tx, request, enabled ? "discovery.on" : "discovery.off", "this orchestrator"),
    );
    return discovery.view();
  });

  serve(
    app,
    approvePairing,
  )(async ({ params, body: { labels } }, request) => {
    const { hostname, address, revealed } = pairings.compared(params.id);
    const joinCode = await db.write(async (tx) => {
      const at = now();
      const label = `${hostname} at ${address}`;
      const made = await insertEnrolment(
        tx,
        { label, uses: 1, expiresInSeconds: PAIRING_SECONDS, labels, approval: "new-machines" },
        at,
      );
      await audit(tx, request, "pairing.approve", label, `digits ${revealed.digits}`);
      const { id: enrolmentId, code, expiresAt } = made;
      const names = { orchestratorId: await orchestratorId(tx, at), enrolmentId };
      return encodeJoinCode({ ...names, code, expiresAt, ...lan.joinHints() });
    });
    pairings.approve(params.id, joinCode);
    return undefined;
  });

  serve(
    app,
    refusePairing,
  )(async ({ params }, request) => {
    const { hostname, address, revealed } = pairings.compared(params.id);
    pairings.refuse(params.id);
    const label = `${hostname} at ${address}`;
    await db.write((tx) => audit(tx, request, "pairing.refuse", label, `digits ${revealed.digits}`));
    return undefined;
  });
}

/** On loopback everybody is somebody: there is no machine to let in. */
function assertFromNetwork(request: FastifyRequest): void {
  if (request.protocol === "https") return;
  throw new DomainError("not-found", "Other machines join over the network only.");
}
