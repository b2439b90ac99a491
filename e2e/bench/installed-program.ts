import { copyFileSync, createReadStream, createWriteStream, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import {
  bundle,
  bundleProgram,
  bundleWorker,
  SQLITE_FILE,
  WORKER_FILE,
} from "../../build/program/bundle-core.ts";
import { makeExecutable } from "../../build/program/inject.ts";
import { bringNode } from "../../build/program/node-binary.ts";
import { findTarget, ownTarget } from "../../build/program/targets.ts";
import { root } from "../../build/steps/place.ts";

/** The program as it is installed, without interface and restic. Takes some seconds. */
export async function buildProgram(folder: string): Promise<string> {
  const target = findTarget(ownTarget);
  const own = join(folder, "program");
  mkdirSync(own);
  const program = await bundleProgram(target);
  const worker = await bundleWorker(target);
  const file = join(own, target.program);
  const made = `${file}.made`;
  await makeExecutable(target, { code: program.code, node: await bringNode(target), file: made });
  // Written in small pieces, as unpacking does: of what is written at once the kernel shows a program far more than it reads.
  await pipeline(createReadStream(made), createWriteStream(file, { mode: 0o755 }));
  rmSync(made);
  writeFileSync(join(own, WORKER_FILE), worker.code);
  const native = join(root, "node_modules", "better-sqlite3", "prebuilds", `${target.sqlite}.node`);
  copyFileSync(native, join(own, SQLITE_FILE));
  return file;
}

/** The agent of the bench in one file, as it is in the program that is installed. */
export async function buildAgent(folder: string): Promise<string> {
  const { code } = await bundle("e2e/bench/agent-program.ts", findTarget(ownTarget));
  const file = join(folder, "agent.cjs");
  writeFileSync(file, code);
  return file;
}
