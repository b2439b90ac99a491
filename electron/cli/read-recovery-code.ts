import { readFileSync } from "node:fs";
import { readFirstLine } from "../core/stdin.ts";

/** From a file or the first line of stdin: what stands in the command line can be read by others. */
export async function readRecoveryCode(file: string | undefined): Promise<string> {
  if (file !== undefined) return readFileSync(file, "utf8").trim();
  if (process.stdin.isTTY) process.stderr.write("Recovery code: ");
  return readFirstLine(process.stdin);
}
