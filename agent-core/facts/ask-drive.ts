import { execFile } from "node:child_process";
import { inTime } from "../in-time.ts";

/** Whoever has waited that long has given up; each waits only as long as it likes. */
const LONGEST_MS = 120_000;

const asking = new Map<string, Promise<string | undefined>>();

/**
 * What a program says that looks at a drive, or `undefined` when it does not end in time. One that looks at a drive
 * which is gone cannot always be killed: it is left to itself, and until it ends nobody else is sent.
 */
export async function askDrive(command: readonly string[], patienceMs: number): Promise<string | undefined> {
  const key = command.join("\0");
  const pending = asking.get(key) ?? send(command).finally(() => asking.delete(key));
  asking.set(key, pending);
  return await inTime(pending, patienceMs);
}

function send([program = "", ...args]: readonly string[]): Promise<string | undefined> {
  return new Promise((resolve) => {
    execFile(program, args, { timeout: LONGEST_MS, killSignal: "SIGKILL" }, (error, stdout) =>
      resolve(error?.killed === true ? undefined : stdout),
    );
  });
}
