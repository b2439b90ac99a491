import { registerAgent } from "#contract/agent-protocol";
import { createCaller } from "#contract/call";
import { createEnrolment } from "#contract/enrolments";
import { API } from "#contract/version";
import { cpuPerRequest, type Shot } from "../load.ts";
import { alternate, type Row } from "../measure.ts";
import { adminOf, type Server, startCore, startHello } from "../servers.ts";

const AGENTS = 20;

type Joined = { agentId: string; agentKey: string };

export const heartbeatRow: Row = {
  name: "heartbeat",
  async run({ quick, folder }) {
    const [hello, core] = [await startHello(folder), await startCore(folder)];
    const agents = await join(core);
    const requests = quick ? 4_000 : 10_000;
    const shot = (n: number) => shotOf(agents[(n >> 1) % AGENTS] ?? { agentId: "", agentKey: "" }, n);
    const pairs = await alternate(
      quick ? 5 : 9,
      () => cpuPerRequest(hello, requests, () => ({ method: "GET", path: "/hello" })),
      () => cpuPerRequest(core, requests, shot),
    );
    await Promise.all([hello.stop(), core.stop()]);
    return [
      {
        ...{ what: "heartbeat + poll over HTTP, rate", against: "Fastify hello" },
        ...{ target: { atLeast: 0.6 }, pairs, share: "rate" },
      },
      {
        ...{ what: "requests of 100,000 machines, one each in 30 s, CPU", against: "one core" },
        ...{ target: { atMost: 0.35 }, share: "cost" },
        pairs: pairs.map(({ subject }) => ({ base: 1e6, subject: (subject * 100_000) / 30 })),
      },
    ];
  },
};

async function join(core: Server): Promise<Joined[]> {
  const callWith = (bearer: string) =>
    createCaller({ baseUrl: core.url, fetch, headers: () => ({ authorization: `Bearer ${bearer}` }) });
  const admin = callWith(adminOf(core).token);
  const joined: Joined[] = [];
  for (let n = 0; n < AGENTS; n += 1) {
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

function shotOf({ agentId, agentKey }: Joined, n: number): Shot {
  const path = `${API}/agents/${agentId}`;
  if (n % 2 === 1) return { method: "GET", path: `${path}/tasks?wait=0`, bearer: agentKey };
  const body = JSON.stringify({
    ...{ appVersion: "0.1.0", resticVersion: "0.19.1", uptimeSeconds: n, timeZone: "UTC", running: [] },
    sentAt: new Date().toISOString(),
    disks: [{ mountPath: "/", totalBytes: 1e12, freeBytes: 5e11 }],
  });
  return { method: "POST", path: `${path}/heartbeat`, bearer: agentKey, body };
}
