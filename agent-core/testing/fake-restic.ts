import { randomUUID } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";

type Said = {
  stdout?: string;
  stderr?: string;
  exitCode?: number;
  /** How long it goes on once all is said. */
  endsAfterMs?: number;
};
export type Play = Said & {
  /** What it says and ends with instead when it is given one of these commands. */
  commands?: Record<string, Said>;
  /** Ends itself by this signal. */
  dieBy?: NodeJS.Signals;
  /** Says what it has to say and then goes on for ever. */
  hang?: boolean;
  ignoredSignals?: NodeJS.Signals[];
  /** A line of so many characters before everything else. */
  hugeLine?: number;
  /** What it says when asked for its version, whatever else it does. */
  version?: string;
  /** Prints this status line for ever. */
  repeat?: string;
};

/** A small program that behaves as a restic at its worst. Returns its path. */
export async function makeFakeRestic(dir: string, play: Play): Promise<string> {
  const path = join(dir, `restic-${randomUUID()}`);
  await writeFile(path, `#!${process.execPath}\n(${perform.toString()})(${JSON.stringify(play)});\n`, {
    mode: 0o755,
  });
  return path;
}

function perform(play: Play): void {
  for (const signal of play.ignoredSignals ?? []) process.on(signal, () => {});
  const fs = process.getBuiltinModule("node:fs");
  const say = (descriptor: number, text: string) => {
    for (let rest = Buffer.from(text); rest.length > 0; ) {
      try {
        rest = rest.subarray(fs.writeSync(descriptor, rest));
      } catch {
        // The pipe is full; its reader is slow.
      }
    }
  };
  if (play.version && process.argv[2] === "version") {
    say(1, `restic ${play.version} compiled with go1.26.4 on linux/amd64\n`);
    return;
  }
  const command = process.argv.slice(2).find((word) => !word.startsWith("-")) ?? "";
  const said = play.commands?.[command] ?? play;
  if (play.hugeLine) say(1, `${"x".repeat(play.hugeLine)}\n`);
  say(1, said.stdout ?? "");
  say(2, said.stderr ?? "");
  if (play.repeat) setInterval(say, 20, 1, play.repeat);
  else if (play.hang) setInterval(() => {}, 1_000);
  else if (play.dieBy) process.kill(process.pid, play.dieBy);
  else process.exitCode = said.exitCode ?? 0;
  if (said.endsAfterMs) setTimeout(() => {}, said.endsAfterMs);
}
