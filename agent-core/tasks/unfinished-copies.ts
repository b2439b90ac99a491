import { lstat, readdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { driveAnswers } from "../facts/drive-answers.ts";

/** For whoever finds the folder. */
const SIGN = "Not complete, nothing was overwritten yet.txt";
const WORDS =
  "Holdfast copied into this folder what a restore was going to overwrite. As long as this file is here, nothing was overwritten.\n";
const PATIENCE_MS = 10_000;

export const sign = (folder: string) => writeFile(join(folder, SIGN), WORDS, { flag: "wx", mode: 0o600 });

/** Before anything is overwritten: from then on the copies may be all that is left. */
export const takeSignAway = (folder: string) => rm(join(folder, SIGN));

/** What is left of copies whose making was cut off. Only where the sign says so do they go; what cannot be looked at stays. */
export async function removeUnfinished(folder: string): Promise<"removed" | "gone" | "stays"> {
  if (!(await driveAnswers(folder, PATIENCE_MS))) return "stays";
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => error.code ?? "");
  if (typeof names === "string") return names === "ENOENT" ? "gone" : "stays";
  if (!(await lstat(join(folder, SIGN)).then(Boolean, () => false))) return "stays";
  // Who is killed here, too, still finds the sign.
  for (const name of names.filter((one) => one !== SIGN))
    await rm(join(folder, name), { recursive: true, force: true });
  await rm(folder, { recursive: true, force: true });
  return "removed";
}
