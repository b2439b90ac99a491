import { readFileSync } from "node:fs";
import writeFileAtomic from "write-file-atomic";
import * as z from "zod";

/** What the shell remembers from one start to the next; anything unreadable counts as nothing remembered. */
const shellMemory = z.object({ toldAboutTray: z.boolean().default(false) });
type ShellMemory = z.infer<typeof shellMemory>;

export function readMemory(path: string): ShellMemory {
  try {
    return shellMemory.parse(JSON.parse(readFileSync(path, "utf8")));
  } catch {
    return shellMemory.parse({});
  }
}

export async function writeMemory(path: string, memory: ShellMemory): Promise<void> {
  await writeFileAtomic(path, `${JSON.stringify(memory)}\n`);
}
