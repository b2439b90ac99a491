import * as z from "zod";
import { sayAgain } from "./say.ts";

/** A sentence of the core for people: English on its way, in the language of the reader where it is read. */
export const told = z.string().overwrite(sayAgain);

/** The same where others may have made it. German is longer, so only what comes is measured. */
export const toldUpTo = (most: number) => z.string().max(most).overwrite(sayAgain);
