import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import * as z from "zod";
import { type Call, createCaller } from "#contract/call";
import type { StartArguments } from "../start/arguments.ts";
import { startCoreProcess } from "../start/core-process.ts";
import { signInLink } from "../start/holdfast-program.ts";
import { stopSignal } from "../start/until-stopped.ts";
import { secondsSince, step } from "../steps/progress.ts";
import { walkThroughMainJob } from "./walk.ts";

const adminFile = z.object({ url: z.url(), token: z.string() });

/** Protects, restores and compares a sample folder with a core of its own, and leaves its page open until it is stopped. */
export async function runDemo({ dataDir: chosen, listen, exit }: StartArguments): Promise<number> {
  const stopWanted = stopSignal();
  const folder = mkdtempSync(join(tmpdir(), "holdfast-demo-"));
  const dataDir = resolve(chosen ?? join(folder, "data"));
  // A data folder that goes away takes its key along; one that stays has its key where all the others have theirs.
  const configDir = chosen === undefined ? join(folder, "config") : undefined;
  const started = performance.now();
  try {
    const core = await step(
      "core",
      () => startCoreProcess({ dataDir, listen, configDir }),
      () => "ready",
    );
    try {
      const run = await walkThroughMainJob({ call: callerOf(dataDir), agentId: core.agentId, folder });
      console.log(`Everything came back as it was: ${secondsSince(started)} s.`);
      // What ends here has no page.
      if (exit) return 0;
      console.log(`See the run at ${await pageOf(core.url, { runId: run.id, dataDir })}`);
      console.log("Ctrl-C stops Holdfast and deletes the sample.");
      return await Promise.race([core.ended, stopWanted.then(() => 0)]);
    } finally {
      await core.stop();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function callerOf(dataDir: string): Call {
  const { url, token } = adminFile.parse(
    JSON.parse(readFileSync(join(dataDir, "run", "admin.json"), "utf8")),
  );
  const headers = () => ({ authorization: `Bearer ${token}` });
  return createCaller({ baseUrl: url, fetch: (to, init) => fetch(to, init), headers });
}

async function pageOf(url: string, { runId, dataDir }: { runId: string; dataDir: string }): Promise<string> {
  const page = `/runs/${runId}`;
  const link = await signInLink(dataDir);
  const signIn = link === undefined ? "" : `; signed in, once and within 60 seconds: ${link}&next=${page}`;
  return `${new URL(page, url)}${signIn}`;
}
