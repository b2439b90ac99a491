import { slotOutcome } from "#contract/schedule";
import { id } from "#contract/values";
import type { SlotFilter } from "../../api/schedule.ts";

/** The filter lives in the address. What it does not understand is left out. */
export function readSlotFilter(search: URLSearchParams): SlotFilter {
  const agent = id.safeParse(search.get("agent")).data;
  const policy = id.safeParse(search.get("policy")).data;
  const outcome = slotOutcome.safeParse(search.get("outcome")).data;
  return { ...(agent && { agent }), ...(policy && { policy }), ...(outcome && { outcome }) };
}
