import { rmSync } from "node:fs";
import { compareBackups } from "../compare-backups.ts";
import type { Row } from "../measure.ts";
import { makeSmallFiles } from "../small-files.ts";

const FILES = 50_000;

export const backupRow: Row = {
  name: "backup",
  async run({ quick, folder }) {
    const source = makeSmallFiles(folder, FILES);
    const what = `backup of ${FILES.toLocaleString("en")} small files`;
    const measured = await compareBackups({ folder, source, rounds: quick ? 2 : 5, what });
    rmSync(source, { recursive: true });
    return measured;
  },
};
