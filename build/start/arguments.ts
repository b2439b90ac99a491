import { parseArgs } from "node:util";
import { Trouble } from "../steps/trouble.ts";

export type StartArguments = {
  demo: boolean;
  /** Leave when the demo is done. */
  exit: boolean;
  /** No desktop app, also where one could run. */
  headless: boolean;
  dataDir: string | undefined;
  listen: string | undefined;
};

const USAGE = "Use: npm start -- [--data-dir DIR] [--listen HOST:PORT] [--headless] [--demo [--exit]]";

export function parseStartArguments(args: readonly string[]): StartArguments {
  const { demo, exit, headless, "data-dir": dataDir, listen } = parsed(args);
  if (exit === true && demo !== true) throw new Trouble(`--exit belongs to --demo. ${USAGE}`);
  return { demo: demo === true, exit: exit === true, headless: headless === true, dataDir, listen };
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        demo: { type: "boolean" },
        exit: { type: "boolean" },
        headless: { type: "boolean" },
        "data-dir": { type: "string" },
        listen: { type: "string" },
      },
    }).values;
  } catch (error) {
    throw new Trouble(`${error instanceof Error ? error.message : error}\n${USAGE}`, error);
  }
}
