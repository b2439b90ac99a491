import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { signIn } from "#contract/access";
import { createCaller } from "#contract/call";

const script = join(import.meta.dirname, "..", "build", "start.mjs");

let folder = "";
let child: ChildProcess | undefined;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "holdfast-start-"));
});
afterEach(() => {
  child?.kill("SIGTERM");
  rmSync(folder, { recursive: true, force: true });
});

/** `npm start -- <args>` without npm and without a display. */
function start(args: string[]) {
  const env = { ...process.env, HOLDFAST_CONFIG_DIR: join(folder, "config") };
  const started = spawn(process.execPath, [script, "--listen", "127.0.0.1:0", ...args], {
    stdio: ["ignore", "pipe", "pipe"],
    env,
  });
  child = started;
  const ended = once(started, "exit");
  let output = "";
  const wake: (() => void)[] = [];
  for (const stream of [started.stdout, started.stderr]) {
    stream.on("data", (chunk: Buffer) => {
      output += chunk.toString();
      for (const look of wake) look();
    });
  }
  const said = (pattern: RegExp) =>
    new Promise<string>((resolve, reject) => {
      const look = () => {
        const found = pattern.exec(output);
        if (found !== null) resolve(found[1] ?? found[0]);
      };
      wake.push(look);
      look();
      void ended.then(() => reject(new Error(`It ended without saying ${pattern}:\n${output}`)));
    });
  const code = ended.then(() => started.exitCode);
  return { said, code, output: () => output, stop: () => started.kill("SIGTERM") };
}

test("npm start gives a link that signs in once, and a signal ends it in order", async () => {
  const holdfast = start(["--headless", "--data-dir", join(folder, "data")]);
  const link = new URL(await holdfast.said(/Sign in with (http\S+)/));
  const call = createCaller({ baseUrl: link.origin, fetch: (url, init) => fetch(url, init) });
  const linkToken = new URLSearchParams(link.hash.slice(1)).get("link") ?? "";

  const first = await call(signIn, { body: { linkToken } });
  const second = call(signIn, { body: { linkToken } });

  await expect(second).rejects.toMatchObject({ problem: { status: 401 } });
  expect(first.role).toBe("admin");
  holdfast.stop();
  expect(await holdfast.code).toBe(0);
});

const EQUAL = /compare every byte \.\.\. \d+ files and [\d.]+ MB are equal/;

test("the demo protects, restores and compares a folder, and shows the run until it is stopped", async () => {
  const demo = start(["--demo"]);
  const page = await demo.said(/See the run at (http:\/\/127\.0\.0\.1:\d+\/runs\/[0-9a-f-]{36})/);

  expect(demo.output()).toMatch(EQUAL);
  expect((await fetch(page)).status).toBe(200);
  demo.stop();
  expect(await demo.code).toBe(0);
});

test("the demo that ends by itself names no page that is gone with it", async () => {
  const demo = start(["--demo", "--exit"]);

  expect(await demo.code, demo.output()).toBe(0);
  expect(demo.output()).toMatch(EQUAL);
  expect(demo.output()).not.toContain("See the run");
});
