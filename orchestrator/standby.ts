import { setTimeout } from "node:timers/promises";
import type { FastifyBaseLogger, FastifyInstance } from "fastify";
import { healthz } from "#contract/status";
import type { Database } from "./db/database.ts";
import { asSentence, isUnreachable } from "./db/postgres/check-server.ts";
import { DomainError } from "./http/errors.ts";
import { serve } from "./http/serve.ts";
import { createServer } from "./http/server.ts";

type Listen = (at: { host: string; port: number }) => Promise<{ url: string }>;

/** A database on a PostgreSQL server, which one process at a time looks after. */
export type DatabaseServer = {
  /** With its password: it is in no log and in no error. */
  url: string;
  /** From here on another process may write, and this one must end. */
  onLost: (error: Error) => void;
  /** Called once where this process has to wait; what it listens on is closed when it takes over. */
  onStandby?: (listen: Listen) => Promise<void>;
};

const AGAIN_MS = 2_000;

/** Opens the database as soon as the server can be reached and no other process looks after it, and stands by until then. */
export async function openOnServer(
  { url, onLost, onStandby }: DatabaseServer,
  log: FastifyBaseLogger,
): Promise<Database> {
  // Loaded where it is needed only: hardly any install has a server.
  const { openPostgres } = await import("./db/postgres/open-postgres.ts");
  let standby: FastifyInstance | undefined;

  async function standBy(why: string): Promise<void> {
    if (standby !== undefined) return;
    log.info(why);
    const app = await createStandby(log);
    standby = app;
    await onStandby?.(async (at) => ({ url: await app.listen(at) }));
  }

  try {
    for (;;) {
      const opening = openPostgres({
        ...{ url, onLost },
        onWaiting: () => standBy("Another process looks after this database; this one stands by"),
      });
      const db = await opening.catch(async (error: unknown) => {
        if (!isUnreachable(error)) throw asSentence(error);
        await standBy("The database server cannot be reached; tried again every two seconds");
      });
      if (db !== undefined) return db;
      await setTimeout(AGAIN_MS);
    }
  } finally {
    await standby?.close();
  }
}

/** Tells whoever asks that it lives, and that somebody else is to be asked for the rest. */
async function createStandby(log: FastifyBaseLogger): Promise<FastifyInstance> {
  const app = await createServer(log);
  app.addHook("onRequest", async ({ endpoint }) => {
    if (endpoint === healthz) return;
    throw new DomainError("starting-or-stopping", "This process stands by; another one is at work.", {
      retryAfterSeconds: 5,
    });
  });
  serve(app, healthz)(async () => ({ status: "ok" }));
  return app;
}
