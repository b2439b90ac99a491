import { isDamage } from "./check-database.ts";
import { writeBackup } from "./write-backup.ts";

export type BackupAnswer = { message: string | undefined; isDamage: boolean };

export function attemptBackup({ source, target }: { source: string; target: string }): BackupAnswer {
  try {
    writeBackup(source, target);
    return { message: undefined, isDamage: false };
  } catch (error) {
    return { message: error instanceof Error ? error.message : String(error), isDamage: isDamage(error) };
  }
}
