import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { errorCode, Refusal } from "../core/refusal.ts";

type Place = { named: string | undefined; folder: string; repositoryName: string };

/** Saves the kit for its owner only and never over an older one, which may be all that opens another repository. */
export function saveRecoveryKit(text: string, { named, folder, repositoryName }: Place): string {
  const plain = repositoryName.replace(/[^\p{L}\p{N}._-]+/gu, "-").replace(/^-+|-+$/g, "");
  for (let number = 1; ; number += 1) {
    const ending = number === 1 ? "" : `-${number}`;
    const path = named ?? join(folder, `holdfast-recovery-${plain}${ending}.txt`);
    try {
      writeFileSync(path, text, { flag: "wx", mode: 0o600 });
      return path;
    } catch (error) {
      if (errorCode(error) === "EEXIST" && named === undefined) continue;
      throw notSaved(path, error);
    }
  }
}

function notSaved(path: string, error: unknown): Refusal {
  const why = errorCode(error) === "EEXIST" ? "a file of that name is there already" : errorCode(error);
  return new Refusal(
    `The recovery kit could not be saved as ${path} (${why}). The repository has been added, but without the kit a lost ` +
      "computer means a lost password. Run the same command again with --kit FILE, at a place that can be written.",
    1,
    error,
  );
}
