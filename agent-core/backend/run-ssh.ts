import { spawn } from "node:child_process";

export type SshEnd = { code: number | null; stdout: string; stderr: string; isMissing: boolean };

const MOST_OUTPUT = 64_000;

/** One of OpenSSH's programs, without a shell, ended when its time is over. */
export async function runSsh(
  program: "ssh" | "sftp" | "ssh-keyscan",
  args: string[],
  {
    cwd,
    env,
    patienceMs,
    input = "",
  }: { cwd: string; env: Record<string, string>; patienceMs: number; input?: string },
): Promise<SshEnd> {
  const end: SshEnd = { code: null, stdout: "", stderr: "", isMissing: false };
  const { promise, resolve } = Promise.withResolvers<void>();
  const child = spawn(program, args, { cwd, env, stdio: "pipe", windowsHide: true });
  child.on("error", (error: NodeJS.ErrnoException) => {
    end.isMissing = error.code === "ENOENT";
    end.stderr += error.message;
    resolve();
  });
  child.on("close", (code) => {
    end.code = code;
    resolve();
  });
  const keep = (stream: "stdout" | "stderr") => (text: string) => {
    if (end[stream].length < MOST_OUTPUT) end[stream] += text;
  };
  child.stdout.setEncoding("utf8").on("data", keep("stdout"));
  child.stderr.setEncoding("utf8").on("data", keep("stderr"));
  // A program that ends before it reads breaks this pipe; how it ended says more.
  child.stdin.on("error", () => {}).end(input);
  const timer = setTimeout(() => {
    child.kill("SIGKILL");
    end.stderr += "no answer in time";
    resolve();
  }, patienceMs);
  await promise;
  clearTimeout(timer);
  return end;
}
