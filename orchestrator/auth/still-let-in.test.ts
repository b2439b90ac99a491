import type { FastifyInstance } from "fastify";
import { pino } from "pino";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createServer } from "../http/server.ts";
import { type Access, ANN, HOUR_MS, LOCAL_TOKEN, MINUTE_MS, openAccess } from "./access-for-tests.ts";
import { createStillLetIn } from "./identify.ts";

let access: Access;
let app: FastifyInstance;
beforeEach(async () => {
  access = await openAccess();
  app = await createServer(pino({ level: "silent" }));
  const stillLetIn = createStillLetIn({ db: access.db, now: access.now, localToken: LOCAL_TOKEN });
  app.get("/", async (request) => ({ isLetIn: await stillLetIn(request) }));
});
afterEach(async () => {
  await app.close();
  await access.close();
});

type Sent = { authorization?: string; session?: string };

async function isLetIn({ authorization, session }: Sent): Promise<boolean> {
  const answer = await app.inject({
    url: "/",
    headers: {
      host: "localhost",
      ...(authorization !== undefined && { authorization }),
      ...(session !== undefined && { cookie: `holdfast_session=${session}` }),
    },
  });
  return answer.json().isLetIn;
}

async function openSession(): Promise<string> {
  await access.setUpAnn();
  const { cookie } = await access.send("POST /session", { body: ANN });
  return cookie.split("=")[1] ?? "";
}

test("a stream without a credential, or with one that is none of ours, is let in no longer", async () => {
  expect(await isLetIn({})).toBe(false);
  expect(await isLetIn({ session: "hfs_unknown" })).toBe(false);
  expect(await isLetIn({ authorization: "Bearer hft_unknown" })).toBe(false);
  expect(await isLetIn({ authorization: `Basic ${LOCAL_TOKEN}` })).toBe(false);
});

test("this computer's own token always is, however the header is written", async () => {
  for (const header of ["Bearer ", "bearer ", "Bearer   "])
    expect(await isLetIn({ authorization: `${header}${LOCAL_TOKEN}` })).toBe(true);
  expect(await isLetIn({ authorization: `Bearer ${LOCAL_TOKEN}  ` })).toBe(true);
  expect(await isLetIn({ authorization: `Bearer ${LOCAL_TOKEN} more` })).toBe(false);
  expect(await isLetIn({ authorization: `x Bearer ${LOCAL_TOKEN}` })).toBe(false);
});

test("an API token is until it expires or is deleted", async () => {
  const expiresAt = new Date(access.now().getTime() + HOUR_MS).toISOString();
  const body = { name: "screen", role: "viewer", expiresAt };
  const { token } = (await access.send("POST /api-tokens", { bearer: LOCAL_TOKEN, body })).body;
  const other = (await access.send("POST /api-tokens", { bearer: LOCAL_TOKEN, body: { ...body, name: "b" } }))
    .body;

  expect(await isLetIn({ authorization: `Bearer ${token}` })).toBe(true);
  await access.send(`DELETE /api-tokens/${other.id}`, { bearer: LOCAL_TOKEN });
  expect(await isLetIn({ authorization: `Bearer ${other.token}` })).toBe(false);
  access.pass(HOUR_MS);
  expect(await isLetIn({ authorization: `Bearer ${token}` })).toBe(false);
});

test("an open stream keeps no session from idling out", async () => {
  const session = await openSession();

  access.pass(29 * MINUTE_MS);
  expect(await isLetIn({ session })).toBe(true);
  access.pass(MINUTE_MS);
  expect(await isLetIn({ session })).toBe(false);
});

test("a bearer goes before a cookie", async () => {
  const session = await openSession();

  expect(await isLetIn({ session, authorization: "Bearer hft_unknown" })).toBe(false);
});
