import { auditLeases } from "./audit-leases.ts";
import { auditReports } from "./audit-reports.ts";
import { auditSlots } from "./audit-slots.ts";
import { auditStatuses } from "./audit-statuses.ts";
import type { World } from "./world.ts";

/** A rule that does not hold, named by its number in the list of invariants. */
export type Fault = string;

/** Reads the database and compares it with what was promised. Knows the rules of the contract and none of the code that keeps them. */
export function audit(world: World, { settled = false } = {}): void {
  const books = world.readBooks();
  const faults = [
    ...auditReports(books, world.known),
    ...auditLeases(books, world.known, world.clock.monotonicMs),
    ...auditSlots(books, world.known, world.clock.ms, settled),
    ...auditStatuses(books, world.known, settled),
  ];
  if (faults.length > 0) throw new Error(faults.slice(0, 5).join("\n"));
}
