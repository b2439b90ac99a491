import { type ChildProcess, spawn } from "node:child_process";

export type Ran = { code: number; output: string; seconds: number };
export type RunOptions = {
  cwd?: string;
  env?: Record<string, string>;
  timeoutMs?: number;
  /** Pass the output on while it is made. */
  show?: boolean;
};

const running = new Set<ChildProcess>();
process.on("exit", () => {
  for (const child of running) end(child);
});

/** Runs a program without a terminal or input. A program that is not there ends with 127, one that takes too long with 124. */
export function runProgram(file: string, args: readonly string[], options: RunOptions = {}): Promise<Ran> {
  const started = performance.now();
  return new Promise((resolve) => {
    const parts: string[] = [];
    const child = spawn(file, args, {
      cwd: options.cwd,
      env: { ...process.env, ...options.env },
      stdio: ["ignore", "pipe", "pipe"],
      // Its own group, so that a timeout also ends what it started.
      detached: process.platform !== "win32",
    });
    running.add(child);
    const collect = (chunk: Buffer) => {
      parts.push(chunk.toString());
      if (options.show === true) process.stdout.write(chunk);
    };
    child.stdout.on("data", collect);
    child.stderr.on("data", collect);
    let code: number | undefined;
    const patience = setTimeout(() => {
      code = 124;
      parts.push(`\n${file} was stopped: it took longer than ${(options.timeoutMs ?? 0) / 1000} seconds\n`);
      end(child);
    }, options.timeoutMs ?? 2_000_000);
    child.on("error", (error) => {
      code = 127;
      parts.push(error.message);
    });
    child.on("close", (exitCode) => {
      clearTimeout(patience);
      running.delete(child);
      const seconds = (performance.now() - started) / 1000;
      resolve({ code: code ?? exitCode ?? 1, output: parts.join(""), seconds });
    });
  });
}

function end(child: ChildProcess): void {
  if (child.pid === undefined) return;
  try {
    process.kill(process.platform === "win32" ? child.pid : -child.pid, "SIGKILL");
  } catch {
    // It has just ended by itself.
  }
}
