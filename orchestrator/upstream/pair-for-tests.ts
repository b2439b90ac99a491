import { existsSync } from "node:fs";
import { tmpdir } from "node:os";
import { registerAgent } from "#contract/agent-protocol";
import { listAgents } from "#contract/agents";
import type { StreamingFetch } from "#contract/call";
import { createEnrolment } from "#contract/enrolments";
import { assignPolicy, createPolicy, type PolicyDraft } from "#contract/policies";
import { createRepository } from "#contract/repositories";
import { joinUpstream } from "#contract/upstream";
import { decodeJoinCode, encodeJoinCode } from "../enrolments/join-code.ts";
import { machineOf, openOrchestrator, registrationOf } from "../orchestrator-for-tests.ts";

type Orchestrator = Awaited<ReturnType<typeof openOrchestrator>>;

/** What the way between the two does with a request. */
export type Weather = "fine" | "cut" | "reply lost" | "twice" | "changing";

/** What something between the two may answer. */
const TOO_LARGE = { ok: false, status: 413, headers: { get: () => null }, text: async () => "" };

/** From request to request, so that each step of a round meets each kind. */
const CHANGES: Weather[] = ["fine", "fine", "reply lost", "fine", "cut", "twice", "fine"];

/** Memory where the machine has some for files: what is tested here is order, not the disk. */
const folder = existsSync("/dev/shm") ? "/dev/shm" : tmpdir();

/** An orchestrator and an install that follows it, over a link that can be cut; both clocks stand still until a test moves them. */
export async function openPair({ at = "2026-11-24T12:00:30.000Z" } = {}) {
  const upstream = await openOrchestrator({ at, folder });
  const link = {
    weather: "fine" as Weather,
    tooLarge: Number.POSITIVE_INFINITY,
    /** What an orchestrator that lies says instead. */
    lie: (answer: string) => answer,
  };
  let requests = 0;
  const fetch: StreamingFetch = async (url, init) => {
    requests += 1;
    const weather = link.weather === "changing" ? CHANGES[(requests * 3) % CHANGES.length] : link.weather;
    if (weather === "cut") throw new Error("the link is cut");
    if (String(init.body).length > link.tooLarge) return TOO_LARGE;
    const answer = await upstream.fetch(url, init);
    if (weather === "reply lost") throw new Error("the answer was lost");
    if (weather === "twice" && (init.body === undefined || typeof init.body === "string"))
      return upstream.fetch(url, init);
    return { ...answer, text: async () => link.lie(await answer.text()) };
  };
  const follower = await openOrchestrator({
    at,
    folder,
    connectUpstream: () => ({ fetch, close: () => undefined }),
  });
  const machineId = crypto.randomUUID();
  let machine = await startLocalAgent(follower, machineId);

  async function join(who: Orchestrator, body: Parameters<typeof newJoinCode>[1] = {}) {
    const joinCode = await newJoinCode(upstream, body);
    return who.admin(joinUpstream, { body: { joinCode } });
  }

  function pass(ms: number): void {
    upstream.pass(ms);
    follower.pass(ms);
  }

  return {
    upstream,
    follower,
    link,
    machineId,
    joinAs: join,
    get machine() {
      return machine;
    },
    pass,
    /** Time passes for both, in steps as long as nobody looks; in each both tick, and the follower says how it is. */
    async live(...steps: number[]): Promise<void> {
      for (const step of steps) {
        pass(step);
        await upstream.tick();
        await follower.tick();
        await follower.round();
      }
    },
    join: () => join(follower),
    /** Which machine the follower is for the orchestrator that it follows. */
    idThere: async () =>
      (await upstream.admin(listAgents, { query: {} })).items.find(({ isLocal }) => !isLocal)?.id ?? "",
    /** The core of the follower, as after a reboot: its agent registers, and what was followed is taken up. */
    async restartFollower(how: "stop" | "kill" = "stop"): Promise<void> {
      await (how === "stop" ? follower.restart() : follower.kill());
      machine = await startLocalAgent(follower, machineId);
      await follower.resumeFollowing();
    },
    /** A policy that the orchestrator assigns to the follower. */
    async assign(agentId: string, draft: Partial<PolicyDraft> = {}) {
      const repository = await upstream.admin(createRepository, {
        body: {
          kind: "fs",
          name: `Disk for ${draft.name ?? "Documents"}`,
          path: `/mnt/${crypto.randomUUID()}`,
          password: "open sesame",
        },
      });
      const policy = await upstream.admin(createPolicy, {
        body: {
          name: "Documents",
          repositoryId: repository.id,
          include: ["/home/anna"],
          schedules: { backup: { cron: "0 * * * *", timeZone: "Europe/Berlin" } },
          ...draft,
        },
      });
      await upstream.admin(assignPolicy, { params: { id: policy.id, agentId } });
      await follower.round();
      return { policy, repository };
    },
    async close(): Promise<void> {
      await follower.close();
      await upstream.close();
    },
  };
}

export type Pair = Awaited<ReturnType<typeof openPair>>;

async function startLocalAgent(follower: Orchestrator, machineId: string) {
  const code = await follower.enrolLocalAgent();
  const body = { ...registrationOf("anna-pc"), machineId };
  const { agentId, agentKey } = await follower.callWith(code)(registerAgent, { body });
  return machineOf(follower, agentId, agentKey ?? "");
}

/** As one made with orchestrator mode on. */
async function newJoinCode(
  upstream: Orchestrator,
  body: { uses?: number; approval?: "automatic" | "manual"; expiresInSeconds?: number },
): Promise<string> {
  const made = await upstream.admin(createEnrolment, { body });
  return encodeJoinCode({
    ...decodeJoinCode(made.joinCode),
    caPin: "a pin that nobody looks at here",
    addresses: ["https://192.0.2.1:8485"],
  });
}
