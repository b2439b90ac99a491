import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { type AddressInfo, connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pino } from "pino";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { registerAgent } from "#contract/agent-protocol";
import { createCaller, ProblemError } from "#contract/call";
import { createEnrolment } from "#contract/enrolments";
import { getLan, type Lan } from "#contract/lan";
import { API } from "#contract/version";
import { startOrchestrator } from "../../orchestrator/start.ts";
import { startImpostor } from "./impostor-for-tests.ts";
import { registrationOf } from "./machines-for-tests.ts";
import { createPinnedFetch } from "./pinned-fetch.ts";

const LOCAL_TOKEN = "local-token-for-tests";
const DAY_MS = 86_400_000;

let real: Awaited<ReturnType<typeof startReal>>;
beforeAll(async () => {
  real = await startReal();
});
afterAll(() => real.close());

async function startReal() {
  const dataDir = mkdtempSync(join(tmpdir(), "holdfast-pinned-"));
  const clock = { ms: Date.now() };
  const orchestrator = await startOrchestrator({
    dataDir,
    key: Buffer.alloc(32, 7),
    appVersion: "0.1.0",
    log: pino({ level: "silent" }),
    localToken: LOCAL_TOKEN,
    now: () => new Date(clock.ms),
  });
  await orchestrator.setLan({ host: "127.0.0.1", port: 0 });
  const admin = createCaller({
    ...orchestrator.connection,
    headers: () => ({ authorization: `Bearer ${LOCAL_TOKEN}` }),
  });
  return {
    clock,
    orchestrator,
    admin,
    lan: await admin(getLan, {}),
    async close() {
      await orchestrator.stop();
      rmSync(dataDir, { recursive: true });
    },
  };
}

function pinned(
  { addresses, caPin, serverName }: Pick<Lan, "addresses" | "caPin" | "serverName">,
  now?: Date,
) {
  const doubts: object[] = [];
  const { fetch, close } = createPinnedFetch(
    { pin: caPin ?? "", serverName, addresses },
    { ...(now && { now: () => now }), onClockDoubt: (doubt) => doubts.push(doubt) },
  );
  onTestFinished(close);
  return { fetch, doubts };
}

type Fetch = ReturnType<typeof pinned>["fetch"];
const health = (fetch: Fetch) => fetch("/healthz", { method: "GET", headers: {} });

function joinWith(fetch: Fetch, code: string, hostname = "desk") {
  const headers = () => ({ authorization: `Bearer ${code}` });
  return createCaller({ baseUrl: "", fetch, headers })(registerAgent, {
    body: registrationOf(hostname),
  });
}

const newCode = async (expiresInSeconds = 900) =>
  (await real.admin(createEnrolment, { body: { expiresInSeconds } })).code;

test("with the right pin a machine joins", async () => {
  const { fetch } = pinned(real.lan);

  expect(await joinWith(fetch, await newCode())).toMatchObject({ status: "active" });
});

test("of two machines that race for one code one joins, and a used code lets nobody in", async () => {
  const code = await newCode();
  const race = await Promise.allSettled([
    joinWith(pinned(real.lan).fetch, code, "first"),
    joinWith(pinned(real.lan).fetch, code, "second"),
  ]);

  expect(race.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  await expect(joinWith(pinned(real.lan).fetch, code)).rejects.toBeInstanceOf(ProblemError);
});

test("an expired code lets nobody in", async () => {
  const code = await newCode(60);
  real.clock.ms += 61_000;

  await expect(joinWith(pinned(real.lan).fetch, code)).rejects.toMatchObject({
    problem: { code: "code-not-valid" },
  });
});

test("somebody in the middle with another authority gets not a byte of the request", async () => {
  const impostor = await startImpostor(undefined);
  onTestFinished(impostor.close);
  const { fetch } = pinned({ ...real.lan, addresses: [impostor.url] });

  await expect(joinWith(fetch, await newCode())).rejects.toThrow(/^This is not your orchestrator/);

  expect(await impostor.caught()).toEqual({ connections: 1, bytes: 0 });
});

test("the right authority's certificate behind a leaf that it did not sign is not enough", async () => {
  const impostor = await startImpostor(real.lan.certificate ?? "");
  onTestFinished(impostor.close);
  const { fetch } = pinned({ ...real.lan, addresses: [impostor.url] });

  await expect(joinWith(fetch, await newCode())).rejects.toThrow(/^This is not your orchestrator/);

  expect(await impostor.caught()).toEqual({ connections: 1, bytes: 0 });
});

test("addresses where nobody or somebody else answers are passed over", async () => {
  const impostor = await startImpostor(undefined);
  onTestFinished(impostor.close);
  const addresses = ["https://127.0.0.1:9", impostor.url, ...real.lan.addresses];
  const { fetch } = pinned({ ...real.lan, addresses });

  expect((await health(fetch)).status).toBe(200);
  expect(await impostor.caught()).toEqual({ connections: 1, bytes: 0 });
});

test("who takes the connection has longer to greet than who does not answer at all", async () => {
  const { port } = new URL(real.lan.addresses[0] ?? "");
  const [reachMs, greetMs] = [200, 20_000];
  const busy = createServer((socket) => {
    setTimeout(() => {
      const onwards = connect(Number(port), "127.0.0.1").on("error", () => socket.destroy());
      socket.pipe(onwards).pipe(socket);
    }, 2 * reachMs);
    socket.on("error", () => undefined);
  }).listen(0, "127.0.0.1");
  onTestFinished(() => void busy.close());
  await once(busy, "listening");
  const address = `https://127.0.0.1:${(busy.address() as AddressInfo).port}`;
  const { caPin, serverName } = real.lan;

  const { fetch, close } = createPinnedFetch(
    { pin: caPin ?? "", serverName, addresses: [address] },
    { patience: { reachMs, greetMs } },
  );
  onTestFinished(close);

  expect(await health(fetch)).toMatchObject({ status: 200 });
});

test("where nobody answers the addresses are named", async () => {
  const { fetch } = pinned({ ...real.lan, addresses: ["https://127.0.0.1:9"] });

  await expect(health(fetch)).rejects.toThrow("does not answer at https://127.0.0.1:9.");
});

test.each([-3, 500])("a clock that is %i days off is told and stops nothing", async (days) => {
  const { fetch, doubts } = pinned(real.lan, new Date(Date.now() + days * DAY_MS));

  expect((await health(fetch)).status).toBe(200);
  expect(doubts).toHaveLength(1);
});

test("a leaf that has really expired stops nothing", async () => {
  const { clock, orchestrator, admin } = await startReal().then((other) => {
    onTestFinished(other.close);
    return other;
  });
  clock.ms -= 600 * DAY_MS;
  await orchestrator.setLan({ host: "127.0.0.2", port: 0 });
  const { fetch, doubts } = pinned(await admin(getLan, {}));

  expect((await health(fetch)).status).toBe(200);
  expect(doubts).toHaveLength(1);
});

test("a body can be sent while it is being made, and an answer that refuses it is read", async () => {
  async function* endless() {
    for (;;) {
      await new Promise(setImmediate);
      yield Buffer.alloc(1_000, "x");
    }
  }
  const { fetch } = pinned(real.lan);

  const answer = await fetch(`${API}/agents/${crypto.randomUUID()}/questions/${crypto.randomUUID()}/answer`, {
    method: "POST",
    headers: { "content-type": "application/x-ndjson" },
    body: endless(),
  });

  expect(answer.status).toBe(401);
});

test("a request that is no longer wanted ends", async () => {
  const { fetch } = pinned(real.lan);
  const gone = new AbortController();
  const asked = fetch(`${API}/events`, {
    method: "GET",
    headers: { authorization: `Bearer ${LOCAL_TOKEN}`, accept: "text/event-stream" },
    signal: gone.signal,
  });

  gone.abort();

  await expect(asked).rejects.toThrow(/abort/i);
});
