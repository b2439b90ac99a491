import { auditLeases } from "./audit-leases.ts";
import { auditReports } from "./audit-reports.ts";
import { auditSlots } from "./audit-slots.ts";
import { auditStatuses } from "./audit-statuses.ts";
import type { World } from "./world.ts";

/** A rule that does not hold, named by its number in the list of invariants. */
export type Fault = string;

/** What was broken is still broken some commands later, but for what is held at once. */
const ALL_EVERY = 10;

/** After a command: always what may be over with the next one, now and then everything. */
export function auditCommand(world: World): void {
  world.commandsSinceAudit += 1;
  if (world.commandsSinceAudit >= ALL_EVERY) audit(world);
  else refuse([...auditHeld(world)]);
}

/** Reads the database and compares it with what was promised. Knows the rules of the contract and none of the code that keeps them. */
export function audit(world: World, { settled = false } = {}): void {
  world.commandsSinceAudit = 0;
  const books = world.books.readAll();
  refuse([
    ...auditReports(books, world.known),
    ...auditHeld(world),
    ...auditSlots(books, world.known, world.clock.ms, settled),
    ...auditStatuses(books, world.known, settled),
  ]);
}

function auditHeld({ books, known, clock }: World): Iterable<Fault> {
  return auditLeases(books.readHeld(), known, clock.monotonicMs);
}

function refuse(faults: Fault[]): void {
  if (faults.length > 0) throw new Error(faults.slice(0, 5).join("\n"));
}
