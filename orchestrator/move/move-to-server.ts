import { existsSync, renameSync } from "node:fs";
import { join } from "node:path";
import { movedName } from "../db/open-own-database.ts";
import { DomainError } from "../http/errors.ts";

type Order = { dataDir: string; url: string; now?: Date };

/** Moves the database of a data folder to a server. The file stays beside, under a name that no core opens. */
export async function moveToServer({ dataDir, url, now = new Date() }: Order) {
  const file = join(dataDir, "holdfast.db");
  if (!existsSync(file))
    throw new DomainError(
      "wrong-state",
      `There is no database in ${dataDir}. Name the right data folder; a new install needs no move, it starts on the server.`,
    );
  const { copyToServer } = await import("../db/postgres/copy-to-server.ts");
  const { rows } = await copyToServer({ file, url, now });
  const keptAs = movedName(file);
  for (const end of ["", "-wal", "-shm"])
    if (existsSync(`${file}${end}`)) renameSync(`${file}${end}`, `${keptAs}${end}`);
  return { rows, keptAs };
}
