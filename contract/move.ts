import * as z from "zod";
import { endpoint } from "./endpoint.ts";
import { lanAddress } from "./lan.ts";
import { kitFile } from "./recovery.ts";
import { instant, nothing } from "./values.ts";
import { API } from "./version.ts";

export const moved = z.object({
  /** Where this orchestrator is now; empty as long as it is here. */
  addresses: z.array(z.string()),
  since: instant.nullable(),
});
export type Moved = z.infer<typeof moved>;

export const getMove = endpoint({
  method: "GET",
  path: `${API}/move`,
  access: "viewer",
  summary: "Whether this orchestrator has moved to another computer, and where to",
  reply: moved,
});

export const beginMove = endpoint({
  method: "POST",
  path: `${API}/move`,
  access: "admin",
  summary:
    "Hand over to another computer: from now on nothing is begun or changed here, and machines are sent there. The kit with its code, shown once, opens the state",
  body: z.strictObject({ addresses: z.array(lanAddress).min(1, "is needed").max(4) }),
  reply: moved.extend({ fileName: z.string(), recoveryCode: z.string(), file: kitFile }),
  status: 201,
});

export const readMovedState = endpoint({
  method: "GET",
  path: `${API}/move/state`,
  access: "admin",
  summary: "Everything that this orchestrator knows, sealed; only after it has handed over",
  reply: z.string(),
  replyMedia: "application/octet-stream",
});

export const takeMoveBack = endpoint({
  method: "DELETE",
  path: `${API}/move`,
  access: "admin",
  summary: "Go on here after all; only while the other computer has not begun",
  reply: nothing,
  status: 204,
});
