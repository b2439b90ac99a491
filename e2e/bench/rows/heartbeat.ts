import { registerAgent } from "#contract/agent-protocol";
import { createCaller } from "#contract/call";
import { createEnrolment } from "#contract/enrolments";
import { getLan } from "#contract/lan";
import { callTo } from "../agents.ts";
import { CONNECTIONS, createLoad, type Shot } from "../load.ts";
import { alternate, type Options, type Pair, type Row } from "../measure.ts";
import { type Server, startBeatServer, startCoreForOthers, startHello } from "../servers.ts";
import { beatOrPoll } from "../shots.ts";

/** A server that has run for a while: until then what it answers with is not compiled, or waits for it. */
const FIRST_REQUESTS = 60_000;

type Joined = { agentId: string; agentKey: string };

/** Heartbeats and polls in turn; both sides of a pair over one kind of connection or the other, hello always over HTTP. */
export const heartbeatRow: Row = {
  name: "heartbeat",
  async run(options) {
    const { folder } = options;
    const core = await startCoreForOthers(folder);
    const [hello, least] = [await startHello(folder), await startBeatServer(folder)];
    const agents = await join(core);
    const { port } = await callTo(core)(getLan, {});
    const hellos = { server: hello, shot: () => ({ method: "GET", path: "/hello" }) };
    const beats = { server: core, shot: shotsOf(agents) };
    const overHttp = await measure(options, hellos, beats);
    const besideLeast = await measure(options, { ...beats, server: least }, beats);
    const secure = { ...core, url: `https://127.0.0.1:${port}` };
    const overHttps = await measure(options, hellos, { ...beats, server: secure });
    await Promise.all([hello, least, core].map((server) => server.stop()));
    const fleet = (pairs: Pair[]) =>
      pairs.map(({ subject }) => ({ base: 1e6, subject: (subject * 100_000) / 30 }));
    const what = "requests of 100,000 machines, one each in 30 s, CPU";
    return [
      {
        ...{ what: "heartbeat + poll over HTTP, rate", against: "Fastify hello" },
        ...{ target: { atLeast: 0.6 }, pairs: overHttp, share: "rate" },
      },
      {
        ...{ what: "heartbeat + poll over HTTP, rate", against: "the least that takes them" },
        ...{ target: { atLeast: 0.8 }, pairs: besideLeast, share: "rate" },
      },
      {
        ...{ what: "heartbeat + poll over HTTPS, rate", against: "Fastify hello over HTTP" },
        ...{ target: { atLeast: 0.42 }, pairs: overHttps, share: "rate" },
      },
      { what, against: "one core", target: { atMost: 0.35 }, share: "cost", pairs: fleet(overHttp) },
      {
        ...{ what: `${what}, HTTPS`, against: "one core", target: { atMost: 0.42 }, share: "cost" },
        pairs: fleet(overHttps),
      },
    ];
  },
};

type Side = { server: Server; shot(n: number, connection: number): Shot };

async function measure({ quick }: Options, base: Side, subject: Side): Promise<Pair[]> {
  const requests = quick ? 4_000 : 10_000;
  const [least, ours] = [createLoad(base.server), createLoad(subject.server)];
  await least.cpuPerRequest(FIRST_REQUESTS, base.shot);
  await ours.cpuPerRequest(FIRST_REQUESTS, subject.shot);
  const pairs = await alternate(
    quick ? 5 : 9,
    () => least.cpuPerRequest(requests, base.shot),
    () => ours.cpuPerRequest(requests, subject.shot),
  );
  for (const load of [least, ours]) load.close();
  return pairs;
}

async function join(core: Server): Promise<Joined[]> {
  const callWith = (bearer: string) =>
    createCaller({ baseUrl: core.url, fetch, headers: () => ({ authorization: `Bearer ${bearer}` }) });
  const admin = callTo(core);
  const joined: Joined[] = [];
  for (let n = 0; n < CONNECTIONS; n += 1) {
    const { code } = await admin(createEnrolment, { body: {} });
    const { agentId, agentKey = "" } = await callWith(code)(registerAgent, {
      body: {
        ...{ machineId: crypto.randomUUID(), hostname: `pc-${n}`, os: "linux", osVersion: "1", arch: "x64" },
        ...{ appVersion: "0.1.0", resticVersion: "0.19.1", protocolVersion: 1, timeZone: "UTC" },
      },
    });
    joined.push({ agentId, agentKey });
  }
  return joined;
}

/** Each connection is a machine's own. */
const shotsOf =
  (agents: Joined[]) =>
  (n: number, connection: number): Shot => {
    const { agentId = "", agentKey = "" } = agents[connection] ?? {};
    return beatOrPoll(agentId, agentKey, n);
  };
