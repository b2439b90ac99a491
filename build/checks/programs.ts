import { bringBuilt, ui } from "../steps/built.ts";
import { bringChromium } from "../steps/chromium.ts";
import { bringRestServer } from "../steps/rest-server.ts";
import { bringRestic } from "../steps/restic.ts";
import { bringSshd } from "../steps/sshd.ts";
import { type Check, type Counts, passed, skipped } from "./check.ts";

const say = (line: string) => void process.stdout.write(`\n  ${line}\n  `);

export const resticCheck: Check = {
  name: "restic",
  run: async () => passOn("HOLDFAST_RESTIC", (await bringRestic(say)).path),
};

export const restServerCheck: Check = {
  name: "rest-server",
  run: () => orSkipped("rest-server", "HOLDFAST_REST_SERVER", bringRestServer),
};

export const sshdCheck: Check = {
  name: "sshd",
  run: () => orSkipped("sshd", "HOLDFAST_SSHD", bringSshd),
};

export const chromiumCheck: Check = {
  name: "chromium",
  run: async () => passOn("HOLDFAST_CHROMIUM", await bringChromium()),
};

export const interfaceCheck: Check = {
  name: "user interface",
  run: async () => {
    await bringBuilt(ui);
    return passed();
  },
};

async function orSkipped(name: string, variable: string, bring: () => Promise<string>): Promise<Counts> {
  try {
    return passOn(variable, await bring());
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return skipped(name, `the tests that need one are left out: ${why}`);
  }
}

/** Tests find what was brought in the environment. */
export function passOn(variable: string, path: string): Counts {
  process.env[variable] = path;
  return passed();
}
