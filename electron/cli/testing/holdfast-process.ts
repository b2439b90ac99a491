import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { onTestFinished } from "vitest";

export type Ended = { code: number | null; stdout: string; stderr: string };
export type Place = {
  folder: string;
  variables: Record<string, string>;
  firstLine?: string;
  /** The program as it is installed; without it that of the sources, which takes three times as long to start. */
  program?: string;
  /** What runs the program, for example in a network of its own. */
  within?: string[];
};

const bin = fileURLToPath(new URL("../bin.mjs", import.meta.url));

/** A home of its own for each test, so that nothing of this computer's real Holdfast is seen or touched. */
export function newPlace(variables: Record<string, string | undefined> = {}): Place {
  const folder = mkdtempSync(join(tmpdir(), "holdfast-cli-"));
  const given = Object.entries(variables).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  );
  return {
    folder,
    variables: {
      HOME: folder,
      HOLDFAST_DATA_DIR: join(folder, "data"),
      HOLDFAST_CONFIG_DIR: join(folder, "config"),
      ...Object.fromEntries(given),
    },
  };
}

/** Runs one command to its end. */
export async function holdfast(place: Place, ...args: string[]): Promise<Ended> {
  const child = launch(place, args);
  const output = { stdout: "", stderr: "" };
  child.stdout.on("data", (part) => {
    output.stdout += part;
  });
  child.stderr.on("data", (part) => {
    output.stderr += part;
  });
  child.stdin.end();
  const [code] = await once(child, "close");
  return { code, ...output };
}

/** Runs one command with somebody at the terminal. */
export function talkTo(place: Place, ...args: string[]) {
  const child = launch(place, args);
  const ended = once(child, "close").then(([code]) => code as number | null);
  onTestFinished(() => void child.kill("SIGKILL"));
  let said = "";
  let wake: () => void = () => undefined;
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (part) => {
      said += part;
      wake();
    });
  return {
    ended,
    said: () => said,
    answer: (text: string) => void child.stdin.write(`${text}\n`),
    /** What it says next that matches; what was said before is not looked at again. */
    async hears(pattern: RegExp): Promise<string> {
      const over = ended.then(() => "over");
      for (;;) {
        const match = pattern.exec(said);
        if (match !== null) {
          said = said.slice(match.index + match[0].length);
          return match[1] ?? match[0];
        }
        const more = new Promise<string>((resolve) => {
          wake = () => resolve("more");
        });
        if ((await Promise.race([more, over])) === "over" && !pattern.test(said))
          throw new Error(`It ended without saying ${pattern}:\n${said}`);
      }
    },
  };
}

export type TestCore = {
  url: string;
  agentId: string | null;
  process: ChildProcessWithoutNullStreams;
  /** What it wrote to stderr until now. */
  log: () => string;
  /** Asks it to stop, and says how it ended. */
  stop(signal?: NodeJS.Signals): Promise<number | null>;
};

/** Starts a core and waits for its ready line; the test ends it. */
export async function startTestCore(place: Place, ...args: string[]): Promise<TestCore> {
  const child = launch(place, ["core", "--json", ...args]);
  let log = "";
  child.stderr.on("data", (part) => {
    log += part;
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  const ready = await Promise.race([
    once(createInterface(child.stdout), "line").then(([line]) => JSON.parse(line)),
    once(child, "close").then(([code]) => {
      throw new Error(`The core ended with ${code} before it was ready:\n${log}`);
    }),
  ]);
  return {
    url: ready.url,
    agentId: ready.agentId,
    process: child,
    log: () => log,
    async stop(signal = "SIGTERM") {
      const ended = once(child, "close");
      child.kill(signal);
      const [code] = await ended;
      return code;
    },
  };
}

function launch(
  { folder, variables, firstLine, program, within = [] }: Place,
  args: string[],
): ChildProcessWithoutNullStreams {
  const own = program === undefined ? [process.execPath, bin] : [program];
  const [first = process.execPath, ...rest] = [...within, ...own, ...args];
  const child = spawn(first, rest, { env: variables, cwd: folder });
  if (firstLine !== undefined) child.stdin.write(`${firstLine}\n`);
  return child;
}
