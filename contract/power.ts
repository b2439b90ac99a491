import * as z from "zod";
import { endpoint } from "./endpoint.ts";
import { nothing } from "./values.ts";
import { API } from "./version.ts";

/** The desktop shell hears of these from the system, a core that was started without one does not. */
export const reportPower = endpoint({
  method: "POST",
  path: `${API}/power`,
  access: "admin",
  summary: "Tell the core what the desktop shell of its computer sees of its power; holds for two minutes",
  body: z.strictObject({
    onBattery: z.boolean(),
    /** The computer has just woken up: look at once at what is due. */
    resumed: z.boolean().default(false),
  }),
  reply: nothing,
  status: 204,
});
