import { hostname } from "node:os";
import { defaultSettings } from "#contract/settings";
import type { Db } from "../db/database.ts";
import { readSettings } from "./settings.store.ts";

/** What machines that follow this install call it: the name it was given, else that of its computer. */
export async function orchestratorName(db: Db): Promise<string> {
  const { displayName } = await readSettings(db);
  return displayName === defaultSettings.displayName ? hostname() : displayName;
}
