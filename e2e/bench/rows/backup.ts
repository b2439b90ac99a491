import { rmSync } from "node:fs";
import { compareBackups } from "../compare-backups.ts";
import type { Measured, Row } from "../measure.ts";
import { makeSmallFiles } from "../small-files.ts";

const [FEW, MANY, MOST] = [5_000, 50_000, 200_000];
const words = (count: number) => `${count.toLocaleString("en")} small files`;

export const backupRow: Row = {
  name: "backup",
  async run({ quick, big, folder }) {
    const fewer = { source: makeSmallFiles(folder, FEW), what: words(FEW) };
    const measured: Measured[] = [];
    for (const count of big ? [MANY, MOST] : [MANY]) {
      const source = makeSmallFiles(folder, count);
      const what = `backup of ${words(count)}`;
      measured.push(...(await compareBackups({ folder, source, fewer, rounds: quick ? 2 : 5, what })));
      rmSync(source, { recursive: true });
    }
    rmSync(fewer.source, { recursive: true });
    return measured;
  },
};
