import { bringRestServer } from "../steps/rest-server.ts";
import { bringRestic } from "../steps/restic.ts";
import { type Check, type Counts, passed, skipped } from "./check.ts";

const say = (line: string) => void process.stdout.write(`\n  ${line}\n  `);

export const resticCheck: Check = {
  name: "restic",
  run: async () => passOn("HOLDFAST_RESTIC", (await bringRestic(say)).path),
};

export const restServerCheck: Check = {
  name: "rest-server",
  run: async () => {
    try {
      return passOn("HOLDFAST_REST_SERVER", await bringRestServer());
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      return skipped("rest-server", `the tests that need one are left out: ${why}`);
    }
  },
};

/** Tests find what was brought in the environment. */
export function passOn(variable: string, path: string): Counts {
  process.env[variable] = path;
  return passed();
}
