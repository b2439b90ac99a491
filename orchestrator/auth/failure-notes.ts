import type { AuditAction } from "#contract/audit";
import { writeAudit } from "../audit/audit.ts";
import type { Database } from "../db/database.ts";
import { countedAddress } from "./counted-address.ts";

const DAY_MS = 24 * 60 * 60_000;
/** Entries of a day about one and the same thing. */
const MOST_OF_ADDRESS = 10;
const MOST_OF_ALL = 100;

type Failure = { action: AuditAction; object: string; address: string };

/** Writes into the audit log who was not let in. That is kept for ever and anybody can fail, so a day has room for only so many. */
export function createFailureNotes({ db, now }: { db: Database; now: () => Date }) {
  const written = new Map<string, number>();
  let day = 0;

  /** How many more there is room for; takes one of them. */
  function take({ action, object, address }: Failure, at: Date): number {
    const today = Math.floor(at.getTime() / DAY_MS);
    if (today !== day) written.clear();
    day = today;
    const all = `${action} ${object}`;
    const ofAddress = `${all} ${countedAddress(address)}`;
    const [byAll, byAddress] = [written.get(all) ?? 0, written.get(ofAddress) ?? 0];
    const room = Math.min(MOST_OF_ALL - byAll, MOST_OF_ADDRESS - byAddress);
    if (room > 0) written.set(all, byAll + 1).set(ofAddress, byAddress + 1);
    return room;
  }

  return async (failure: Failure): Promise<void> => {
    const { action, object, address } = failure;
    const at = now();
    const room = take(failure, at);
    if (room <= 0) return;
    const detail = `address ${address}${room === 1 ? ", more of this day left out" : ""}`;
    await db.write((tx) => writeAudit(tx, { at, actor: "nobody", action, object, detail }));
  };
}

export type NoteFailure = ReturnType<typeof createFailureNotes>;
