import { setTimeout as sleep } from "node:timers/promises";
import type { FastifyBaseLogger } from "fastify";
import { ProblemError } from "#contract/call";
import type { Joining as JoiningView } from "#contract/nearby";
import { getPairing, type SealedJoinCode } from "#contract/pairings";
import { writeAudit } from "../audit/audit.ts";
import { decodeJoinCode, encodeJoinCode } from "../enrolments/join-code.ts";
import { DomainError } from "../http/errors.ts";
import { toInstant } from "../ids.ts";
import { beginPairing, type Deps, type Pairing, type Place } from "./begin-pairing.ts";
import type { Follower } from "./follower.ts";

type State = Exclude<JoiningView["state"], "none">;
type Attempt = Pairing & {
  state: State;
  problem: string | null;
  confirmedBy?: string;
  sealed?: SealedJoinCode;
};

const ASK_EVERY_MS = 1_000;
const OTHER_SIDE_REFUSED =
  "There somebody said no: the digits were not the same, or this computer was not expected. Nothing was sent. If the digits differed, use a join code.";
const TOO_LATE =
  "Nobody said yes on both sides within two minutes. Nothing was sent. Begin anew, with somebody at both computers.";

/**
 * Joins an orchestrator that was found on the network. Nobody vouches for it: this machine binds itself to a key first, then both sides
 * show digits made of both keys, and only when people on both sides say that they are the same a join code comes back.
 */
export function createJoining(deps: Deps & { follower: Pick<Follower, "join">; log: FastifyBaseLogger }) {
  const { db, now, monotonicMs, follower, log } = deps;
  let current: Attempt | undefined;

  const isOpen = (attempt: Attempt) => attempt.state === "comparing" || attempt.state === "confirmed";

  function settle(attempt: Attempt, state: State, problem: string | null = null): void {
    if (!isOpen(attempt)) return;
    attempt.state = state;
    attempt.problem = problem;
    attempt.ended.abort();
  }

  async function ask(attempt: Attempt): Promise<void> {
    const params = { id: attempt.pairingId };
    try {
      const { state, sealedJoinCode } = await attempt.call(getPairing, { params });
      if (state === "refused") settle(attempt, "refused", OTHER_SIDE_REFUSED);
      if (sealedJoinCode !== null) attempt.sealed = sealedJoinCode;
    } catch (error) {
      if (error instanceof ProblemError && error.problem.status === 404) settle(attempt, "expired", TOO_LATE);
      // It may answer again before the time is over.
      else log.debug({ err: error }, "the other side was not asked");
    }
  }

  async function join(attempt: Attempt, sealed: SealedJoinCode, actor: string): Promise<void> {
    try {
      const code = decodeJoinCode(attempt.key.open(sealed));
      if (code.caPin !== attempt.pin || code.orchestratorId !== attempt.orchestratorId)
        throw new DomainError("not-your-orchestrator", "The code that came back is one of somebody else.");
      const addresses = [...new Set([attempt.address, ...code.addresses])];
      const { name } = await follower.join({ joinCode: encodeJoinCode({ ...code, addresses }) });
      await db.write((tx) =>
        writeAudit(tx, { at: now(), actor, action: "upstream.join", object: `orchestrator ${name}` }),
      );
      settle(attempt, "joined");
    } catch (error) {
      settle(attempt, "failed", error instanceof Error ? error.message : String(error));
    }
  }

  async function follow(attempt: Attempt): Promise<void> {
    const { signal } = attempt.ended;
    while (isOpen(attempt)) {
      if (monotonicMs() >= attempt.endsMs) return settle(attempt, "expired", TOO_LATE);
      if (attempt.sealed === undefined) await ask(attempt);
      const { sealed, confirmedBy } = attempt;
      if (isOpen(attempt) && sealed !== undefined && confirmedBy !== undefined)
        return join(attempt, sealed, confirmedBy);
      await sleep(ASK_EVERY_MS, undefined, { signal }).catch(() => undefined);
    }
  }

  function cancel(): void {
    if (current !== undefined) settle(current, "failed", "It was stopped here. Nothing was sent.");
    current = undefined;
  }

  return {
    /** Both sides show the digits from now on. */
    async start(place: Place): Promise<void> {
      cancel();
      const attempt: Attempt = { ...(await beginPairing(deps, place)), state: "comparing", problem: null };
      current = attempt;
      void follow(attempt).finally(() => attempt.ended.abort());
    },
    /** Somebody here has compared the digits; without that whoever answers could say yes to itself. */
    confirm(actor: string): void {
      if (current?.state !== "comparing")
        throw new DomainError("wrong-state", "There are no digits to be compared any more. Begin anew.");
      current.state = "confirmed";
      current.confirmedBy = actor;
    },
    cancel,
    view(): JoiningView {
      if (current === undefined)
        return {
          state: "none",
          orchestratorName: null,
          address: null,
          digits: null,
          expiresAt: null,
          problem: null,
        };
      const { state, name, address, digits, endsMs, problem } = current;
      const expiresAt = toInstant(new Date(now().getTime() + endsMs - monotonicMs()));
      return {
        state,
        orchestratorName: name,
        address,
        digits,
        expiresAt: isOpen(current) ? expiresAt : null,
        problem,
      };
    },
    async stop(): Promise<void> {
      cancel();
    },
  };
}

export type Joining = ReturnType<typeof createJoining>;
