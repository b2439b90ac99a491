import { join } from "node:path";
import { takeFromDebian } from "./debian-package.ts";
import { findOnPath, isProgram } from "./find-on-path.ts";
import { root } from "./place.ts";
import { runProgram } from "./run-program.ts";
import { Trouble } from "./trouble.ts";

const target = join(root, "out", "test-tools", "restic-rest-server");

/** restic's own HTTP server, which some tests back up to: one that was named, on PATH, or of Debian. */
export async function bringRestServer(named = process.env["HOLDFAST_REST_SERVER"]): Promise<string> {
  if (named !== undefined && named !== "") {
    const objection = await objectionTo(named);
    if (objection === undefined) return named;
    throw new Trouble(`HOLDFAST_REST_SERVER is of no use: ${objection}. Correct it or leave it out.`);
  }
  const known = [...findOnPath("restic-rest-server"), ...findOnPath("rest-server"), target];
  for (const path of known) {
    if (isProgram(path) && (await objectionTo(path)) === undefined) return path;
  }
  await takeFromDebian({
    name: "restic-rest-server",
    file: "usr/bin/restic-rest-server",
    target,
    objection: objectionTo,
  });
  return target;
}

async function objectionTo(path: string): Promise<string | undefined> {
  const { code, output } = await runProgram(path, ["--version"], { timeoutMs: 20_000 });
  return code === 0 && /rest-server/.test(output) ? undefined : `${path} is not a rest-server that runs here`;
}
