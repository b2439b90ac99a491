import { existsSync } from "node:fs";
import { mkdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import writeFileAtomic from "write-file-atomic";
import * as z from "zod";
import { id, instant } from "#contract/values";

/** A restic of ours that was killed, or did not outlive this machine's power: its lock may still be there. */
const uncleanEnd = z.object({
  repositoryId: id,
  pid: z.int().min(1),
  /** What the system said about its start. */
  startTime: z.string(),
  startedAt: instant,
  /** When it was found to be gone; nothing that is younger can be its own. */
  goneAt: instant,
});
export type UncleanEnd = z.infer<typeof uncleanEnd>;

const MOST = 200;

/** The proof that a lock is left over, kept on disk until the repository was looked at. */
export function createUncleanEnds(dataDir: string) {
  const file = join(dataDir, "unclean-ends.json");
  let writing: Promise<unknown> = Promise.resolve();

  async function read(): Promise<UncleanEnd[]> {
    // As it is nearly always; an error that is thrown away would cost more than all the rest.
    if (!existsSync(file)) return [];
    const text = await readFile(file, "utf8").catch(() => "[]");
    try {
      return z.array(uncleanEnd).parse(JSON.parse(text));
    } catch {
      return [];
    }
  }

  function change(next: (all: UncleanEnd[]) => UncleanEnd[]): Promise<void> {
    const done = writing.then(async () => {
      await mkdir(dataDir, { recursive: true, mode: 0o700 });
      await writeFileAtomic(file, JSON.stringify(next(await read())), { mode: 0o600, fsync: true });
    });
    writing = done.catch(() => undefined);
    return done;
  }

  return {
    add: (one: UncleanEnd) => change((all) => [...all, one].slice(-MOST)),
    of: async (repositoryId: string) => (await read()).filter((one) => one.repositoryId === repositoryId),
    clear: (repositoryId: string) => change((all) => all.filter((one) => one.repositoryId !== repositoryId)),
  };
}

export type UncleanEnds = ReturnType<typeof createUncleanEnds>;
