import { type ChildProcess, type SpawnOptions, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { onTestFinished } from "vitest";

export type Program = { process: ChildProcess; port: number; said(): string; stop(): Promise<void> };

/** A server of a test: waits until it says where it listens, and ends it with the test. */
export async function startProgram(
  file: string,
  args: string[],
  options: SpawnOptions = {},
  host = "127.0.0.1",
): Promise<Program> {
  const child = spawn(file, args, { ...options, stdio: ["ignore", "pipe", "pipe"] });
  onTestFinished(() => void child.kill("SIGKILL"));
  const said = new RegExp(`${host.replaceAll(".", "\\.")}(?::| port )([1-9]\\d*)`);
  const lines: string[] = [];
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  child.once("error", reject);
  child.once("close", () => reject(new Error(`${file} ended at once:\n${lines.join("\n")}`)));
  for (const input of [child.stdout, child.stderr]) {
    if (input === null) continue;
    createInterface({ input }).on("line", (line) => {
      lines.push(line);
      const port = said.exec(line)?.[1];
      if (port !== undefined) resolve(Number(port));
    });
  }
  return {
    process: child,
    port: await promise,
    said: () => lines.join("\n"),
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, "close");
      child.kill("SIGTERM");
      await ended;
    },
  };
}
