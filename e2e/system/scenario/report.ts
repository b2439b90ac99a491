import { mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

/** Says of each step how long it took, also when a later one fails. */
export function createReport(title: string, file: string) {
  const rows: string[] = [];
  const write = () => {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(
      file,
      `# ${title}\n\n| step | ended | seconds |\n| --- | --- | --- |\n${rows.join("\n")}\n`,
    );
  };
  return {
    rows,
    async step<T>(what: string, act: () => Promise<T>): Promise<T> {
      const startedAt = performance.now();
      const note = (how: string) => {
        rows.push(`| ${what} | ${how} | ${((performance.now() - startedAt) / 1_000).toFixed(1)} |`);
        write();
      };
      try {
        const done = await act();
        note("well");
        return done;
      } catch (error) {
        note("badly");
        throw error;
      }
    },
  };
}
