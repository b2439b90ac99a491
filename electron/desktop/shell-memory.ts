import { readFileSync } from "node:fs";
import writeFileAtomic from "write-file-atomic";
import * as z from "zod";
import { language } from "#contract/words/language";

/** What the shell remembers from one start to the next; anything unreadable counts as nothing remembered. */
const shellMemory = z.object({
  toldAboutTray: z.boolean().default(false),
  /** The newest of the core's notices that need not be looked at again; absent before the first look. */
  lastNotice: z.string().optional(),
  /** Whether somebody or the first start has decided if Holdfast starts with the session. */
  hasLoginItem: z.boolean().default(false),
  /** How many backups the core of this account had last. */
  ownPolicies: z.number().default(0),
  /** What a person chose; absent as long as the system's language is followed. */
  language: language.optional().catch(undefined),
});
type ShellMemory = z.infer<typeof shellMemory>;

type Deps = { path: string; warn: (text: string) => void };

/** Reads once, and writes each change; one that cannot be written is forgotten with the process. */
export function createShellMemory({ path, warn }: Deps) {
  let memory = readMemory(path);
  let written: Promise<void> = Promise.resolve();
  return {
    read: () => memory,
    change(part: Partial<ShellMemory>): void {
      memory = { ...memory, ...part };
      written = written
        .then(() => writeFileAtomic(path, `${JSON.stringify(memory)}\n`))
        .catch((error: unknown) => warn(String(error)));
    },
    /** When what was changed so far is on the disk. */
    written: () => written,
  };
}

function readMemory(path: string): ShellMemory {
  try {
    return shellMemory.parse(JSON.parse(readFileSync(path, "utf8")));
  } catch {
    return shellMemory.parse({});
  }
}
