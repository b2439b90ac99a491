import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { InjectOptions } from "fastify";
import { pino } from "pino";
import { API } from "#contract/version";
import { createRoster } from "../agents/roster.ts";
import { auditRoutes } from "../audit/audit.routes.ts";
import { openDatabaseForTests } from "../db/database-for-tests.ts";
import { enrolmentRoutes } from "../enrolments/enrolments.routes.ts";
import { guard } from "../http/guard.ts";
import { createServer } from "../http/server.ts";
import { accessRoutes } from "./auth.routes.ts";
import { createIdentify } from "./identify.ts";
import { createPasswords } from "./passwords.ts";
import { createSetUp } from "./set-up.ts";

export const LOCAL_TOKEN = "the-local-token-of-this-start";
export const ANN = { username: "Ann", password: "correct horse battery" };
const START = Date.parse("2026-11-24T12:00:00.000Z");

/** Half a second for each hash is what an attacker shall wait, not a test. */
const CHEAP = { logN: 8, r: 8, p: 1 };

type Given = {
  https?: boolean;
  /** Held up here, a password that was compared has not been answered yet. */
  compared?: () => Promise<void>;
};
type Send = { bearer?: string; cookie?: string; body?: object; from?: string };

/** A real server over a real database, with a clock that stands still until it is moved. */
export async function openAccess({ https = false, compared }: Given = {}) {
  const folder = await mkdtemp(join(tmpdir(), "holdfast-access-"));
  const db = await openDatabaseForTests(folder);
  const clock = { ms: START };
  const now = () => new Date(clock.ms);
  const log = pino({ level: "silent" });
  const passwords = createPasswords(CHEAP);
  const setUp = await createSetUp({ db, now, log });
  const start = async () => {
    const app = await createServer(log);
    if (https) {
      app.addHook("onRequest", async ({ raw }) => {
        Object.defineProperty(raw.socket, "encrypted", { value: true });
      });
    }
    guard(app, createIdentify({ db, roster: createRoster(db), now, localToken: LOCAL_TOKEN }));
    accessRoutes(app, {
      db,
      now,
      passwords: {
        ...passwords,
        async matches(...given) {
          const isRight = await passwords.matches(...given);
          await compared?.();
          return isRight;
        },
      },
      localToken: LOCAL_TOKEN,
      ...setUp,
      orchestratorMode: () => false,
      appVersion: "0.1.0",
      upstream: async () => undefined,
      localAgentId: async () => null,
    });
    auditRoutes(app, { db });
    enrolmentRoutes(app, {
      db,
      now,
      joinHints: () => ({ caPin: null, addresses: ["http://127.0.0.1:8484"] }),
    });
    return app;
  };
  let app = await start();

  async function send(request: `${"GET" | "POST" | "PATCH" | "DELETE"} /${string}`, given: Send = {}) {
    const [method, path] = request.split(" ");
    const response = await app.inject({
      method: method as NonNullable<InjectOptions["method"]>,
      url: `${API}${path}`,
      ...(given.from !== undefined && { remoteAddress: given.from }),
      headers: {
        host: "localhost",
        ...(given.bearer !== undefined && { authorization: `Bearer ${given.bearer}` }),
        ...(given.cookie !== undefined && { cookie: given.cookie }),
      },
      ...(given.body !== undefined && { payload: given.body }),
    });
    const setCookie = String(response.headers["set-cookie"] ?? "");
    return {
      status: response.statusCode,
      body: response.body === "" ? undefined : response.json(),
      retryAfter: response.headers["retry-after"],
      setCookie,
      cookie: setCookie.split(";")[0] ?? "",
    };
  }

  return {
    folder,
    db,
    now,
    send,
    listen: () => app.listen({ host: "127.0.0.1", port: 0 }),
    setupToken: setUp.setupToken,
    /** As when Holdfast is stopped and started again: what it only kept in mind is gone. */
    async restart() {
      await app.close();
      app = await start();
    },
    pass: (ms: number) => {
      clock.ms += ms;
    },
    setUpAnn: () => send("POST /setup", { body: { token: setUp.setupToken() ?? "", ...ANN } }),
    async close() {
      await app.close();
      await db.close();
      await rm(folder, { recursive: true });
    },
  };
}

export type Access = Awaited<ReturnType<typeof openAccess>>;
export const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;
