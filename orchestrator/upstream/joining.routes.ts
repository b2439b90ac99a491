import type { FastifyInstance } from "fastify";
import {
  cancelJoining,
  confirmJoining,
  findNearby as findEndpoint,
  getJoining,
  startJoining,
} from "#contract/nearby";
import type { Database } from "../db/database.ts";
import { orchestratorId } from "../enrolments/orchestrator-id.ts";
import { actorOf } from "../http/caller.ts";
import { serve } from "../http/serve.ts";
import type { Multicast } from "../pairing/multicast.ts";
import { findNearby } from "./find-nearby.ts";
import type { Joining } from "./join-by-digits.ts";

type Deps = { db: Database; now: () => Date; multicast: Multicast; joining: Joining };

export function joiningRoutes(app: FastifyInstance, { db, now, multicast, joining }: Deps): void {
  let looking: ReturnType<typeof findNearby> | undefined;

  serve(
    app,
    findEndpoint,
  )(async () => {
    const ownId = await db.write((tx) => orchestratorId(tx, now()));
    looking ??= findNearby(multicast, ownId).finally(() => {
      looking = undefined;
    });
    return { items: await looking };
  });

  serve(
    app,
    startJoining,
  )(async ({ body }) => {
    await joining.start(body);
    return joining.view();
  });

  serve(app, getJoining)(async () => joining.view());

  serve(
    app,
    confirmJoining,
  )(async (_input, request) => {
    joining.confirm(actorOf(request));
    return joining.view();
  });

  serve(
    app,
    cancelJoining,
  )(async () => {
    joining.cancel();
    return undefined;
  });
}
