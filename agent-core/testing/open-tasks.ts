import { readdir } from "node:fs/promises";
import { join } from "node:path";

/** The files that an agent's journal holds of tasks; beside them may lie one that the next is written into. */
export async function openTasks(dataDir: string): Promise<string[]> {
  const names = await readdir(join(dataDir, "journal"));
  return names.filter((name) => name.endsWith(".json"));
}
