import type { Readable } from "node:stream";
import { runProgram } from "../processes/run-program.ts";
import { createStopSwitch } from "../stop-signal.ts";

export type SshEnd = { code: number | null; stdout: string; stderr: string; isMissing: boolean };

const MOST_OUTPUT = 64_000;

/** One of OpenSSH's programs, ended when its time is over. */
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
  const said = { stdout: "", stderr: "" };
  const stop = createStopSwitch();
  const timer = setTimeout(stop.stop, patienceMs, "timed-out");
  const keep = async (stream: "stdout" | "stderr", output: Readable) => {
    for await (const text of output.setEncoding("utf8"))
      if (said[stream].length < MOST_OUTPUT) said[stream] += text;
  };
  const end = await runProgram({
    ...{ program, args, environment: env, cwd, stop, input },
    read: ({ stdout, stderr }) => Promise.all([keep("stdout", stdout), keep("stderr", stderr)]),
  });
  clearTimeout(timer);
  const own = end.spawnError?.message ?? (end.stopped === undefined ? "" : "no answer in time");
  return {
    code: end.exitCode,
    stdout: said.stdout,
    stderr: said.stderr + own,
    isMissing: end.spawnError?.code === "ENOENT",
  };
}
