import { once } from "node:events";
import { Agent, type IncomingMessage, request } from "node:http";
import { afterEach, beforeEach, expect, test } from "vitest";
import { API } from "#contract/version";
import { hashSecret } from "../ids.ts";
import { type Access, HOUR_MS, LOCAL_TOKEN, MINUTE_MS, openAccess } from "./access-for-tests.ts";

let access: Access;
beforeEach(async () => {
  access = await openAccess();
});
afterEach(() => access.close());

async function makeToken(body: object): Promise<{ id: string; token: string }> {
  const made = await access.send("POST /api-tokens", { bearer: LOCAL_TOKEN, body });
  return made.body;
}

test("without a credential nothing answers but the doors", async () => {
  for (const path of ["/me", "/api-tokens", "/audit", "/enrolments"] as const) {
    const { status, body } = await access.send(`GET ${path}`);
    expect({ path, status, code: body.code }).toEqual({ path, status: 401, code: "sign-in-required" });
  }
});

test("a bearer that is none of ours is told so", async () => {
  const { status, body } = await access.send("GET /me", { bearer: "hft_unknown" });

  expect({ status, code: body.code }).toEqual({ status: 401, code: "wrong-credential" });
});

test("the local token is the administrator at this computer", async () => {
  const { body } = await access.send("GET /me", { bearer: LOCAL_TOKEN });

  expect(body).toMatchObject({ actor: "this computer", role: "admin" });
  expect(body.user).toBeUndefined();
});

test("a viewer's token may look, and may change nothing", async () => {
  const { token } = await makeToken({ name: "screen", role: "viewer" });

  expect((await access.send("GET /me", { bearer: token })).body.actor).toBe("token screen");
  for (const request of [
    "POST /enrolments",
    "POST /sign-in-links",
    "GET /audit",
    "GET /api-tokens",
  ] as const) {
    const { status, body } = await access.send(request, {
      bearer: token,
      ...(request.startsWith("POST") && { body: {} }),
    });
    expect({ request, status, code: body.code }).toEqual({ request, status: 403, code: "not-allowed" });
  }
});

test("a deleted token is dead at the next request", async () => {
  const { id, token } = await makeToken({ name: "script", role: "admin" });
  expect((await access.send("GET /me", { bearer: token })).status).toBe(200);

  expect((await access.send(`DELETE /api-tokens/${id}`, { bearer: LOCAL_TOKEN })).status).toBe(204);

  expect((await access.send("GET /me", { bearer: token })).status).toBe(401);
  expect((await access.send(`DELETE /api-tokens/${id}`, { bearer: LOCAL_TOKEN })).status).toBe(404);
});

test("a token is dead at the instant it expires", async () => {
  const expiresAt = new Date(access.now().getTime() + HOUR_MS).toISOString();
  const { token } = await makeToken({ name: "script", role: "admin", expiresAt });

  access.pass(HOUR_MS - 1);
  expect((await access.send("GET /me", { bearer: token })).status).toBe(200);

  access.pass(1);
  expect((await access.send("GET /me", { bearer: token })).status).toBe(401);
});

test("a token that would have expired already is refused at its field", async () => {
  const body = { name: "script", role: "admin", expiresAt: "2026-01-01T00:00:00Z" };

  const refused = await access.send("POST /api-tokens", { bearer: LOCAL_TOKEN, body });

  expect({ status: refused.status, path: refused.body.errors[0].path }).toEqual({
    status: 422,
    path: "expiresAt",
  });
});

test("the last use of a token is written at most once a minute", async () => {
  const { token } = await makeToken({ name: "script", role: "admin" });
  const lastUse = async () =>
    (await access.send("GET /api-tokens", { bearer: LOCAL_TOKEN })).body.items[0].lastUsedAt;

  await access.send("GET /me", { bearer: token });
  const first = access.now().toISOString();
  access.pass(MINUTE_MS - 1);
  await access.send("GET /me", { bearer: token });
  expect(await lastUse()).toBe(first);

  access.pass(1);
  await access.send("GET /me", { bearer: token });
  expect(await lastUse()).toBe(access.now().toISOString());
});

test("an agent's key opens nothing of the people's, and a revoked one nothing at all", async () => {
  const key = await addAgent();
  expect((await access.send("GET /me", { bearer: key })).status).toBe(403);

  await access.db.write((tx) => tx.updateTable("agent").set({ status: "revoked" }).execute());

  expect((await access.send("GET /me", { bearer: key })).body.code).toBe("wrong-credential");
});

test("each request over one connection is judged by the key that it carries", async () => {
  const key = await addAgent();
  const url = `${await access.listen()}${API}/me`;
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const ports = new Set<number>();

  const statusWith = async (bearer: string) => {
    const sent = request(url, { agent, headers: { authorization: `Bearer ${bearer}` } }).end();
    const [reply] = (await once(sent, "response")) as [IncomingMessage];
    ports.add(reply.socket.localPort ?? 0);
    await reply.resume().toArray();
    return reply.statusCode;
  };
  const statuses: (number | undefined)[] = [];
  for (const bearer of [key, "hfa_other", key, key]) statuses.push(await statusWith(bearer));
  agent.destroy();

  expect(statuses).toEqual([403, 401, 403, 403]);
  expect(ports.size).toBe(1);
});

/** Returns its key. */
async function addAgent(): Promise<string> {
  const key = "hfa_key";
  await access.db.write((tx) =>
    tx
      .insertInto("agent")
      .values(agentRow(hashSecret(key)))
      .execute(),
  );
  return key;
}

function agentRow(keyHash: string) {
  return {
    id: "0193c0de-0000-7000-8000-000000000001",
    machine_id: "0193c0de-0000-7000-8000-000000000002",
    status: "active",
    is_local: 0,
    key_hash: keyHash,
    hostname: "OFFICE-PC",
    restic_host: "OFFICE-PC",
    os: "linux",
    os_version: "13",
    arch: "x64",
    app_version: "0.1.0",
    restic_version: null,
    protocol_version: 1,
    time_zone: "Europe/Berlin",
    labels_json: "[]",
    facts_json: null,
    reachability: "never",
    last_seen_at: null,
    clock_offset_ms: null,
    resembles_agent_id: null,
    policy_revision: 0,
    created_at: "2026-11-24T12:00:00.000Z",
  };
}
