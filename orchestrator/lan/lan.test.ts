import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createSignInLink, getMe } from "#contract/access";
import { createEnrolment } from "#contract/enrolments";
import { getLan, setLan } from "#contract/lan";
import { isOnServer } from "../db/database-for-tests.ts";
import { decodeJoinCode } from "../enrolments/join-code.ts";
import {
  joinMachine,
  LOCAL_TOKEN,
  openOrchestrator,
  registrationOf,
  type TestOrchestrator,
} from "../orchestrator-for-tests.ts";
import { askOverTls } from "./ask-for-tests.ts";

const NOW = new Date().toISOString();
const HERE = { host: "127.0.0.2", port: 0 };
const BEARER = { authorization: `Bearer ${LOCAL_TOKEN}` };

let orchestrator: TestOrchestrator;
beforeEach(async () => {
  orchestrator = await openOrchestrator({ at: NOW });
});
afterEach(() => orchestrator.close());

async function switchOn() {
  const { addresses, certificate, ...rest } = await orchestrator.admin(setLan, {
    body: { enabled: true, ...HERE },
  });
  const [url = ""] = addresses;
  const ca = certificate ?? "";
  return { ...rest, url, ca, ask: (path: string, asked = {}) => askOverTls(`${url}${path}`, ca, asked) };
}

test("it is off until it is switched on, and needs no certificate until then", async () => {
  expect(await orchestrator.admin(getLan, {})).toMatchObject({
    enabled: false,
    host: "0.0.0.0",
    port: 8485,
    addresses: [],
    caPin: null,
    certificate: null,
  });
  expect((await orchestrator.admin(getMe, {})).orchestratorMode).toBe(false);
});

test("switched on it serves the API by TLS 1.3 to whoever trusts its authority, and says so", async () => {
  const { ask } = await switchOn();

  const answer = await ask("/api/v1/me", { headers: BEARER });

  expect(answer).toMatchObject({ status: 200, protocol: "TLSv1.3" });
  expect(JSON.parse(answer.text)).toMatchObject({ orchestratorMode: true });
  await expect(ask("/healthz", { tls: { maxVersion: "TLSv1.2" } })).rejects.toThrow(/protocol version/);
});

test("switched off nobody reaches it any more, and what came in on loopback goes on", async () => {
  const machine = await joinMachine(orchestrator);
  const { ask } = await switchOn();
  const open = machine.poll(1);

  await orchestrator.admin(setLan, { body: { enabled: false } });

  await expect(ask("/healthz")).rejects.toThrow("ECONNREFUSED");
  expect(await open).toMatchObject({ tasks: [] });
  expect((await orchestrator.admin(getMe, {})).orchestratorMode).toBe(false);
});

test("it answers to its own names only, and to pages of its own only", async () => {
  const { ask, url, serverName } = await switchOn();
  const status = async (headers: Record<string, string>) =>
    (await ask("/api/v1/me", { headers: { ...BEARER, ...headers } })).status;

  expect(await status({ host: serverName })).toBe(200);
  expect(await status({ host: "evil.example" })).toBe(403);
  expect(await status({ origin: url })).toBe(200);
  expect(await status({ origin: url.replace("https", "http") })).toBe(403);
  expect(await status({ origin: "https://evil.example" })).toBe(403);
});

test("loopback goes on to answer to loopback names only", async () => {
  const { serverName } = await switchOn();

  const answer = await orchestrator.fetch("/api/v1/me", { method: "GET", headers: BEARER });
  const { url } = await orchestrator.listen();
  const foreign = await fetch(`${url}/healthz`, { headers: { "x-forwarded-host": serverName } });

  expect([answer.status, foreign.status]).toEqual([200, 200]);
});

test("its session cookie goes over TLS only", async () => {
  const { ask } = await switchOn();
  const { path } = await orchestrator.admin(createSignInLink, {});
  const linkToken = path.split("link=")[1];

  const { status, headers } = await ask("/api/v1/session", { method: "POST", body: { linkToken } });

  expect(status).toBe(200);
  expect(headers["set-cookie"]?.[0]).toMatch(/^__Host-holdfast=.*Secure/);
});

test("a join code carries the pin and the way", async () => {
  const { caPin, url } = await switchOn();

  const { joinCode } = await orchestrator.admin(createEnrolment, { body: {} });

  expect(decodeJoinCode(joinCode)).toMatchObject({ caPin, addresses: [url] });
});

test("the addresses in join codes can be given, and it answers to them", async () => {
  const { ask } = await switchOn();
  const addresses = ["https://backup.example:443", "https://[fd00::5]:8485"];

  await orchestrator.admin(setLan, { body: { enabled: true, ...HERE, addresses } });

  const { joinCode } = await orchestrator.admin(createEnrolment, { body: {} });
  expect(decodeJoinCode(joinCode).addresses).toEqual(addresses);
  await expect(ask("/healthz")).rejects.toThrow("ECONNREFUSED");
});

test("a listener that the command line opens goes by the addresses that were chosen before", async () => {
  const addresses = ["https://backup.example:443"];
  await orchestrator.admin(setLan, { body: { enabled: true, ...HERE, addresses } });
  await orchestrator.restart();

  await orchestrator.setLan(HERE);

  expect((await orchestrator.admin(getLan, {})).addresses).toEqual(addresses);
});

test("a port that is taken is refused, and it listens on where it did", async () => {
  const { ask, port } = await switchOn();
  const other = await openOrchestrator({ at: NOW });
  await other.setLan({ host: "127.0.0.2", port: 0 });
  const taken = (await other.admin(getLan, {})).port;

  const refused = orchestrator.admin(setLan, { body: { enabled: true, host: "127.0.0.2", port: taken } });

  await expect(refused).rejects.toThrow(`already listens on port ${taken}`);
  expect((await orchestrator.admin(getLan, {})).port).toBe(port);
  expect((await ask("/healthz")).status).toBe(200);
  await other.close();
});

test("an address that no program could open is refused", async () => {
  const body = { enabled: true, ...HERE, addresses: ["https://nas:8485", "https://[21]:7"] };

  await expect(orchestrator.admin(setLan, { body })).rejects.toMatchObject({
    problem: { status: 422, errors: [{ path: "addresses.1" }] },
  });
});

test("an address that is not of this machine names the field", async () => {
  const refused = orchestrator.admin(setLan, { body: { enabled: true, host: "192.0.2.1", port: 0 } });

  await expect(refused).rejects.toMatchObject({ problem: { errors: [{ path: "host" }] } });
});

test("after a restart it is back on the same port with the same authority", async () => {
  const { ask, caPin } = await switchOn();
  await orchestrator.restart();
  await expect(ask("/healthz")).rejects.toThrow("ECONNREFUSED");

  await orchestrator.resumeLan();

  expect((await ask("/healthz")).status).toBe(200);
  expect((await orchestrator.admin(getLan, {})).caPin).toBe(caPin);
});

test("the leaf is made anew before it ends, and the authority stays", async () => {
  const daysMs = 270 * 86_400_000;
  orchestrator.setClock(new Date(Date.parse(NOW) - daysMs).toISOString());
  const { ask, caPin } = await switchOn();
  const first = (await ask("/healthz")).certificate?.serialNumber;
  await orchestrator.tick();
  expect((await ask("/healthz")).certificate?.serialNumber).toBe(first);

  orchestrator.pass(daysMs);
  await orchestrator.tick();

  expect((await ask("/healthz")).certificate?.serialNumber).not.toBe(first);
  expect((await orchestrator.admin(getLan, {})).caPin).toBe(caPin);
});

test.skipIf(isOnServer())(
  "the authority's key is in no file in the clear (it looks at the file of SQLite)",
  async () => {
    await switchOn();

    for (const file of ["holdfast.db", "holdfast.db-wal"]) {
      expect(readFileSync(join(orchestrator.dataDir, file), "latin1")).not.toContain("PRIVATE KEY");
    }
  },
);

test("who tries codes over the network has to wait, and does not keep others out", async () => {
  const { ask } = await switchOn();
  const { code } = await orchestrator.admin(createEnrolment, { body: {} });
  const register = (bearer: string) =>
    ask("/api/v1/agents/register", {
      method: "POST",
      headers: { authorization: `Bearer ${bearer}` },
      body: registrationOf("desk"),
    });

  const tries = [];
  for (let at = 0; at < 6; at += 1) tries.push((await register(`hfe_wrong${at}`)).status);

  expect(tries).toEqual([401, 401, 401, 401, 401, 429]);
  expect((await register(code)).headers["retry-after"]).toBe("30");
  await expect(joinMachine(orchestrator)).resolves.toBeDefined();
});
