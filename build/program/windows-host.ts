import { join } from "node:path";
import { root } from "../steps/place.ts";
import { runProgram } from "../steps/run-program.ts";

/** Lies beside the program; see electron/service/windows-service.ts. */
export const HOST_FILE = "holdfast-service.exe";
const SOURCE = join(root, "build", "packaging", "windows", "holdfast-service.c");
const COMPILERS = ["x86_64-w64-mingw32-gcc", ...(process.platform === "win32" ? ["gcc"] : [])];
const FLAGS = ["-std=c99", "-Os", "-s", "-Wall", "-Wextra", "-Werror"];

/** Compiles the program that answers the service manager of Windows; says why not where there is no compiler for it. */
export async function compileWindowsHost(folder: string): Promise<string | undefined> {
  let complaint = "";
  for (const compiler of COMPILERS) {
    const { code, output } = await runProgram(compiler, [...FLAGS, SOURCE, "-o", join(folder, HOST_FILE)]);
    if (code === 0) return undefined;
    complaint = `${compiler}: ${output.trim()}`;
  }
  return complaint;
}
