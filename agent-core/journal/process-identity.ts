import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { readAtOnce } from "../read-at-once.ts";

/** When a process was started, as the system writes it; undefined where there is no such process. Pids are used again, this pair is not. */
export async function processStartTime(pid: number): Promise<string | undefined> {
  if (process.platform === "linux") {
    const stat = readAtOnce(`/proc/${pid}/stat`);
    // The program's name stands in brackets and may hold blanks and brackets itself.
    const fields = stat?.slice(stat.lastIndexOf(")") + 2).split(" ");
    return fields?.[0] === "Z" ? undefined : fields?.[19];
  }
  if (process.platform === "win32")
    return await ask("powershell", ["-NoProfile", "-Command", `(Get-Process -Id ${pid}).StartTime.Ticks`]);
  return await ask("ps", ["-o", "lstart=", "-p", String(pid)]);
}

/** The name of the program that runs under a pid. */
export async function processName(pid: number): Promise<string | undefined> {
  if (process.platform === "linux") return readAtOnce(`/proc/${pid}/comm`)?.trim();
  if (process.platform === "win32")
    return await ask("powershell", ["-NoProfile", "-Command", `(Get-Process -Id ${pid}).ProcessName`]);
  return await ask("ps", ["-o", "comm=", "-p", String(pid)]);
}

async function ask(program: string, args: string[]): Promise<string | undefined> {
  const answer = await promisify(execFile)(program, args, { windowsHide: true, timeout: 5_000 }).catch(
    () => undefined,
  );
  const text = answer?.stdout.trim();
  return text === "" ? undefined : text;
}
