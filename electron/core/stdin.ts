import type { Readable } from "node:stream";

/** The first line, without waiting for the end: whoever started the core may keep its stdin open. */
export function readFirstLine(stdin: Readable): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = "";
    const onData = (part: Buffer | string) => {
      text += part.toString();
      if (text.includes("\n")) finish();
    };
    const finish = () => {
      stdin.off("data", onData).off("end", finish).off("error", reject).pause();
      resolve((text.split("\n")[0] ?? "").trim());
    };
    stdin.on("data", onData).on("end", finish).on("error", reject);
  });
}

/** Calls back once when whoever started the core closes its stdin or dies. */
export function onceClosed(stdin: Readable, callback: () => void): void {
  let called = false;
  const once = () => {
    if (!called) callback();
    called = true;
  };
  if (stdin.readableEnded || stdin.destroyed) once();
  else stdin.on("end", once).on("close", once).on("error", once).resume();
}
