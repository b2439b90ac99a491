import { isIPv4 } from "node:net";
import type { FastifyBaseLogger } from "fastify";
import { DomainError } from "../http/errors.ts";
import { toInstant } from "../ids.ts";
import { reachableAt, type Surroundings, thisMachine } from "../lan/addresses.ts";
import type { Lan } from "../lan/lan.ts";
import { type Announced, type Announcer, startAnnouncer } from "./announcer.ts";
import type { Multicast } from "./multicast.ts";
import { createPairings } from "./pairings.ts";

type Deps = {
  lan: Pick<Lan, "at">;
  multicast: Multicast;
  now: () => Date;
  monotonicMs: () => number;
  log: FastifyBaseLogger;
  machine?: Surroundings;
};
type Open = { endsMs: number; tries: number; announced: Announced; announcer: Announcer };

/**
 * Each try has a chance of one in a million to show the digits of another one. Somebody who begins again and again shall not get
 * many.
 */
const MOST_TRIES = 20;

/** Whether other machines find this orchestrator: off until a person switches it on, and off again by itself. */
export function createDiscovery({ lan, multicast, now, monotonicMs, log, machine = thisMachine }: Deps) {
  const pairings = createPairings({ now, monotonicMs });
  let open: Open | undefined;
  let problem: string | null = null;
  let turn: Promise<unknown> = Promise.resolve();

  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = turn.then(work);
    turn = done.catch(() => undefined);
    return done;
  }

  /** Only where the listener for other machines is, and never elsewhere. */
  function addresses(): string[] {
    const at = lan.at();
    return at === undefined ? [] : reachableAt(at.host, machine).filter(isIPv4);
  }

  function announce(announced: Announced): Announcer {
    return startAnnouncer(announced, {
      addresses: addresses(),
      port: multicast.port,
      isWanted: isOpen,
      onProblem: (error) => {
        log.warn({ err: error }, "this orchestrator cannot be found on the network");
        problem = `Other machines do not find this one: ${error.message}. Use a join code.`;
      },
    });
  }

  async function end(why: string | null): Promise<void> {
    if (open === undefined) return;
    const { announcer } = open;
    open = undefined;
    problem = why;
    log.info("other machines do not find this one any more");
    await announcer.stop();
  }

  async function begin(announced: Omit<Announced, "port">, forSeconds: number): Promise<void> {
    await end(null);
    const at = lan.at();
    if (at === undefined)
      throw new DomainError(
        "wrong-state",
        "Other machines cannot reach this one yet. Switch orchestrator mode on first.",
      );
    problem = null;
    const here = { ...announced, port: at.port };
    const endsMs = monotonicMs() + forSeconds * 1_000;
    open = { endsMs, tries: 0, announced: here, announcer: announce(here) };
    if (addresses().length === 0)
      problem = "This computer has no address in a network in which it could be found. Use a join code.";
    log.info({ forSeconds }, "other machines find this one");
  }

  const isOpen = () => open !== undefined && monotonicMs() < open.endsMs && lan.at() !== undefined;

  return {
    pairings,
    begin: (announced: Omit<Announced, "port">, forSeconds: number) =>
      inTurn(() => begin(announced, forSeconds)),
    end: () =>
      inTurn(async () => {
        pairings.dropWaiting();
        await end(null);
      }),
    /** Before a try is taken. */
    countTry(): void {
      if (open === undefined || !isOpen())
        throw new DomainError(
          "not-found",
          "No machine can join without a code now. Open “Add a computer” on the orchestrator and let it be found.",
        );
      open.tries += 1;
      if (open.tries <= MOST_TRIES) return;
      pairings.dropWaiting();
      const why = `More than ${MOST_TRIES} tries to join came in, so it was switched off: perhaps somebody guesses. Use a join code.`;
      void inTurn(() => end(why));
      throw new DomainError("too-many-requests", "Too many machines have tried to join.", {
        retryAfterSeconds: 600,
      });
    },
    view() {
      const until = isOpen() && open !== undefined ? open.endsMs - monotonicMs() : undefined;
      return {
        until: until === undefined ? null : toInstant(new Date(now().getTime() + until)),
        problem,
        pairings: pairings.list(),
      };
    },
    /** Ends what is over, and goes with the addresses of this machine. */
    onTick: () =>
      inTurn(async () => {
        if (open === undefined) return;
        if (!isOpen() || lan.at()?.port !== open.announced.port) return end(null);
        if (addresses().join() === open.announcer.addresses.join()) return;
        const { announcer } = open;
        open.announcer = announce(open.announced);
        await announcer.stop();
      }),
    stop: () => inTurn(() => end(null)),
  };
}

export type Discovery = ReturnType<typeof createDiscovery>;
