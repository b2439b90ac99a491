import { randomBytes } from "node:crypto";
import { type Call, createCaller, ProblemError } from "#contract/call";
import { serverNameOf } from "#contract/lan";
import { revealPairing, startPairing } from "#contract/pairings";
import type { OperatingSystem } from "#contract/values";
import type { Database } from "../db/database.ts";
import { orchestratorId } from "../enrolments/orchestrator-id.ts";
import { DomainError, invalidField } from "../http/errors.ts";
import { commitmentOf, digitsOf } from "../pairing/digits.ts";
import { createPairingKey, type PairingKey } from "../pairing/sealed-code.ts";
import { toldName } from "../pairing/told-name.ts";
import { type ConnectUpstream, PATIENCE_MS } from "./client.ts";
import { thisMachine } from "./join-upstream.ts";
import { followedUpstream } from "./upstream.store.ts";

export type PinShownAt = (address: string, serverName: string) => Promise<string>;
/** Where somebody says that an orchestrator is. */
export type Place = { orchestratorId: string; address: string };
export type Deps = {
  db: Database;
  now: () => Date;
  monotonicMs: () => number;
  connect: ConnectUpstream | undefined;
  pinShownAt: PinShownAt | undefined;
};
/** Both sides show digits; nobody has compared them. */
export type Pairing = Place & {
  name: string;
  /** Of whoever answered: the right one if the digits are the same. */
  pin: string;
  key: PairingKey;
  pairingId: string;
  digits: string;
  endsMs: number;
  call: Call;
  ended: AbortController;
};

/** Nothing but the name of this machine goes out, to whoever it is. */
export async function beginPairing(
  { db, now, monotonicMs, connect, pinShownAt }: Deps,
  place: Place,
): Promise<Pairing> {
  const known = await followedUpstream(db.read);
  if (known !== undefined)
    throw new DomainError(
      "wrong-state",
      `This computer follows ${known.name} already. Leave it first, then join the other one.`,
    );
  if (connect === undefined || pinShownAt === undefined)
    throw new DomainError("wrong-state", "This install cannot follow another one.");
  if (place.orchestratorId === (await db.write((tx) => orchestratorId(tx, now()))))
    throw invalidField("orchestratorId", "is this computer itself");
  const machine = await thisMachine(db.read);
  const serverName = serverNameOf(place.orchestratorId);
  try {
    const pin = await pinShownAt(place.address, serverName);
    const link = connect({ pin, serverName, addresses: [place.address] });
    const ended = new AbortController();
    ended.signal.addEventListener("abort", () => link.close(), { once: true });
    const call = withPatience(createCaller({ baseUrl: "", fetch: link.fetch }), ended.signal);
    const key = createPairingKey();
    const shown = { publicKey: key.publicKey, nonce: randomBytes(32).toString("base64url") };
    const asked = await call(startPairing, {
      body: {
        commitment: commitmentOf(shown),
        hostname: machine.hostname,
        os: machine.os as OperatingSystem,
      },
    });
    if (asked.orchestratorId !== place.orchestratorId)
      throw new DomainError("not-your-orchestrator", `Another orchestrator answers at ${place.address}.`);
    await call(revealPairing, { params: { id: asked.pairingId }, body: shown });
    const { orchestratorId: id, nonce: orchestratorNonce } = asked;
    return {
      ...place,
      name: toldName(asked.orchestratorName) || place.address,
      pin,
      key,
      pairingId: asked.pairingId,
      digits: digitsOf({ ...shown, orchestratorId: id, pin, orchestratorNonce }),
      endsMs: monotonicMs() + asked.expiresInSeconds * 1_000,
      call,
      ended,
    };
  } catch (error) {
    throw refusalOf(error);
  }
}

function withPatience(call: Call, signal: globalThis.AbortSignal): Call {
  return (target, input) =>
    call(target, input, { signal: AbortSignal.any([signal, AbortSignal.timeout(PATIENCE_MS)]) });
}

function refusalOf(error: unknown): unknown {
  if (error instanceof DomainError || !(error instanceof Error)) return error;
  const code = error instanceof ProblemError ? "machine-refused" : "machine-did-not-answer";
  return new DomainError(code, error.message, { cause: error });
}
