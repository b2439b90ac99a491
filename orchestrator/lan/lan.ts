import type { FastifyBaseLogger, FastifyInstance } from "fastify";
import { serverNameOf } from "#contract/lan";
import type { Database } from "../db/database.ts";
import { orchestratorId } from "../enrolments/orchestrator-id.ts";
import type { Seal } from "../secrets/seal.ts";
import { bareHost, type Surroundings, thisMachine } from "./addresses.ts";
import { ensureAuthority, pinOf } from "./authority.ts";
import type { Authority, Leaf } from "./certificates.ts";
import { listenProblem } from "./listen-problem.ts";
import { type Address, type Listener, startListener } from "./listener.ts";
import { addressHints, ownNames, splitNames } from "./names.ts";
import { readLanSetting } from "./setting.store.ts";

type Deps = {
  app: FastifyInstance;
  db: Database;
  seal: Seal;
  now: () => Date;
  log: FastifyBaseLogger;
  machine?: Surroundings;
};
type Shown = { authority: Authority; serverName: string; leaf: Leaf; names: string[] };

/** So much of a leaf's life is left when the next one is made. */
const RENEW_BEFORE_MS = 130 * 86_400_000;
/** To ask the system for its networks takes as long as all the rest of a heartbeat. */
const HINTS_KEPT_MS = 10_000;

/** The listener for other machines: off until it is switched on, and switched without touching what runs. */
export function createLan(deps: Deps) {
  const { app, db, now, log, machine = thisMachine } = deps;
  let on: { listener: Listener; shown: Shown } | undefined;
  /** What a listener that ends still goes by: its open connections get their answers. */
  let shownLast: Shown | undefined;
  let given: string[] = [];
  let problem: string | null = null;
  let turn: Promise<unknown> = Promise.resolve();
  const ending = new Set<Promise<void>>();

  const addresses = () => (on === undefined ? [] : addressHints(on.listener.at, given, machine));
  let told: { on: typeof on; given: string[]; addresses: string[]; untilMs: number } | undefined;

  function recentAddresses(): string[] {
    const nowMs = performance.now();
    if (told === undefined || told.on !== on || told.given !== given || told.untilMs < nowMs)
      told = { on, given, addresses: addresses(), untilMs: nowMs + HINTS_KEPT_MS };
    return told.addresses;
  }

  async function makeShown(at: Address): Promise<Shown> {
    const id = await db.write((tx) => orchestratorId(tx, now()));
    const authority = on?.shown.authority ?? (await ensureAuthority(deps, id));
    const [serverName, names] = [serverNameOf(id), ownNames(at, given, machine)];
    // To load what makes certificates is a tenth of a start, and a core for its own computer needs none.
    const { issueLeaf } = await import("./certificates.ts");
    const leaf = await issueLeaf(authority, { serverName, ...splitNames(names) }, now());
    return { authority, serverName, leaf, names };
  }

  function switchOff(): void {
    if (on === undefined) return;
    const end: Promise<void> = on.listener.stop().finally(() => ending.delete(end));
    ending.add(end);
    shownLast = on.shown;
    on = undefined;
  }

  async function switchTo(at: Address | undefined): Promise<void> {
    const before = on;
    const shown = at === undefined ? undefined : await makeShown(at);
    switchOff();
    problem = null;
    if (at === undefined || shown === undefined) return;
    try {
      on = { listener: await startListener(app, at, shown.leaf), shown };
      log.info({ addresses: addresses() }, "listening for other machines");
    } catch (error) {
      if (before !== undefined) {
        const { listener, shown } = before;
        on = { listener: await startListener(app, listener.at, shown.leaf), shown };
      }
      throw listenProblem(error, at);
    }
  }

  /** One change after the other. Where it cannot listen it rejects with a sentence and goes on as before. */
  function set(at: Address | undefined, instead?: string[]): Promise<void> {
    const changed = turn.then(async () => {
      const before = given;
      given = instead ?? given;
      await switchTo(at).catch((error: unknown) => {
        given = before;
        throw error;
      });
    });
    turn = changed.catch(() => undefined);
    return changed;
  }

  return {
    set,
    isOn: () => on !== undefined,
    at: () => on?.listener.at,
    problem: () => problem,
    addresses,
    /** The same for those who ask all the time: a change of the networks shows some seconds later. */
    recentAddresses,
    /** Nothing to pin and nowhere to go while only this computer is served. */
    joinHints: () => ({
      caPin: on === undefined ? null : pinOf(on.shown.authority.certificate),
      addresses: addresses(),
    }),
    /** For requests that came over the listener. */
    acceptsHost(host: string, localAddress: string | undefined): boolean {
      const shown = on?.shown ?? (ending.size > 0 ? shownLast : undefined);
      if (shown === undefined) return false;
      const name = bareHost(host);
      const { serverName, names } = shown;
      return name === serverName || names.includes(name) || name === localAddress?.replace(/^::ffff:/, "");
    },
    /** As whoever started it says. Without addresses it goes by those that were chosen in the interface. */
    async start(at: Address | undefined, addresses?: string[]): Promise<void> {
      await set(at, addresses ?? (await readLanSetting(db.read)).addresses);
    },
    /** As it was chosen in the interface. Backups of this computer go on where that is not possible. */
    async resume(instead?: string[]): Promise<void> {
      const { enabled, host, port, addresses } = await readLanSetting(db.read);
      await set(enabled ? { host, port } : undefined, instead ?? addresses).catch((error: unknown) => {
        problem = error instanceof Error ? error.message : String(error);
        log.error({ err: error }, "other machines cannot reach Holdfast now");
      });
    },
    /** Shows a new leaf when the one shown nears its end, or this machine's names and addresses have changed. */
    async renewLeaf(): Promise<void> {
      if (on === undefined) return;
      const { listener, shown } = on;
      const { notBefore, notAfter } = shown.leaf;
      const isFresh = now() > notBefore && now().getTime() < notAfter.getTime() - RENEW_BEFORE_MS;
      if (isFresh && ownNames(listener.at, given, machine).join() === shown.names.join()) return;
      const next = await makeShown(listener.at);
      if (on.listener !== listener) return;
      on = { listener, shown: next };
      listener.show(next.leaf);
    },
    async stop(): Promise<void> {
      await set(undefined);
      await Promise.all(ending);
    },
  };
}

export type Lan = ReturnType<typeof createLan>;
