import { randomBytes } from "node:crypto";
import { PAIRING_SECONDS, type SealedJoinCode, type WaitingPairing } from "#contract/pairings";
import type { OperatingSystem } from "#contract/values";
import { DomainError, invalidField, notFound } from "../http/errors.ts";
import { newId, toInstant } from "../ids.ts";
import { commitmentOf, digitsOf, type Revealed } from "./digits.ts";
import { sealerFor } from "./sealed-code.ts";
import { toldName } from "./told-name.ts";

type Deps = { now: () => Date; monotonicMs: () => number };
/** What the digits are made of on this side. */
export type Identity = { orchestratorId: string; pin: string };
type Asked = { commitment: string; hostname: string; os: OperatingSystem; address: string };
type Pairing = Asked & {
  id: string;
  nonce: string;
  endsMs: number;
  revealed?: { digits: string; seal: (text: string) => SealedJoinCode };
  answer?: { state: "approved"; sealed: SealedJoinCode } | { state: "refused" };
};

/** Who compares digits with more machines at once does not look at them any more. */
const MOST_AT_ONCE = 8;

/** Machines that found this orchestrator and wait to be compared. Nothing of it outlives the process, and no try its two minutes. */
export function createPairings({ now, monotonicMs }: Deps) {
  const known = new Map<string, Pairing>();

  function sweep(): void {
    for (const { id, endsMs } of known.values()) if (monotonicMs() >= endsMs) known.delete(id);
  }

  function find(id: string): Pairing {
    sweep();
    const pairing = known.get(id);
    if (pairing === undefined) throw notFound("try to join; after two minutes each has ended");
    return pairing;
  }

  function findCompared(id: string): Pairing & Required<Pick<Pairing, "revealed">> {
    const { revealed, ...pairing } = find(id);
    if (revealed === undefined || pairing.answer !== undefined)
      throw new DomainError("wrong-state", "This machine does not wait for a comparison.");
    return { ...pairing, revealed };
  }

  return {
    start(asked: Asked): { id: string; nonce: string } {
      sweep();
      if ([...known.values()].filter(({ answer }) => answer === undefined).length >= MOST_AT_ONCE)
        throw new DomainError("too-many-requests", "Too many machines want to join at once.", {
          retryAfterSeconds: PAIRING_SECONDS,
        });
      const [id, nonce] = [newId(now()), randomBytes(32).toString("base64url")];
      const endsMs = monotonicMs() + PAIRING_SECONDS * 1_000;
      known.set(id, { ...asked, hostname: toldName(asked.hostname), id, nonce, endsMs });
      return { id, nonce };
    },
    /** One try: whoever shows something else than it bound itself to has to begin anew. */
    reveal(id: string, shown: Revealed, identity: Identity): void {
      const pairing = find(id);
      if (pairing.revealed !== undefined)
        throw new DomainError("wrong-state", "This machine has shown its key already.");
      try {
        if (commitmentOf(shown) !== pairing.commitment) throw new Error("another key");
        const digits = digitsOf({ ...shown, ...identity, orchestratorNonce: pairing.nonce });
        pairing.revealed = { digits, seal: sealerFor(shown.publicKey) };
      } catch {
        known.delete(id);
        throw invalidField("publicKey", "is not the key that this machine bound itself to; begin anew");
      }
    },
    stateOf(id: string) {
      const { answer } = find(id);
      return {
        state: answer?.state ?? ("waiting" as const),
        sealedJoinCode: answer?.state === "approved" ? answer.sealed : null,
      };
    },
    compared: findCompared,
    approve(id: string, joinCode: string): void {
      const { revealed } = findCompared(id);
      find(id).answer = { state: "approved", sealed: revealed.seal(joinCode) };
    },
    refuse(id: string): void {
      findCompared(id);
      find(id).answer = { state: "refused" };
    },
    /** Those whose code is made still fetch it. */
    dropWaiting(): void {
      for (const { id, answer } of known.values()) if (answer === undefined) known.delete(id);
    },
    list(): WaitingPairing[] {
      sweep();
      return [...known.values()].flatMap(({ id, hostname, os, address, endsMs, revealed, answer }) => {
        if (revealed === undefined || answer?.state === "refused") return [];
        const expiresAt = toInstant(new Date(now().getTime() + endsMs - monotonicMs()));
        const state = answer?.state ?? ("waiting" as const);
        return [{ id, hostname, os, address, digits: revealed.digits, expiresAt, state }];
      });
    },
  };
}
