import type { SoakJob } from "./soak-jobs.ts";
import type { SoakProgress } from "./soak-progress.ts";

/** What was done of each job so far, by this run and those before it that were stopped. */
export function soakTable(jobs: readonly SoakJob[], progress: SoakProgress): string {
  const rows = jobs.map(({ name, total }) => {
    const batches = progress.batchesOf(name);
    const seconds = batches.reduce((sum, batch) => sum + batch.seconds, 0);
    const commits = new Set(batches.map(({ commit }) => commit));
    return [
      name,
      `${progress.doneOf(name)} of ${total}`,
      `${(seconds / 60).toFixed(1)} min`,
      [...commits].join(" "),
      batches.map(({ seed }) => seed).join(" "),
    ];
  });
  return [["part", "done", "took", "commits", "seeds"], ["---", "---", "---", "---", "---"], ...rows]
    .map((cells) => `| ${cells.join(" | ")} |`)
    .join("\n");
}
