import type { Settings, SettingValues } from "#contract/settings";
import { writeAudit } from "../audit/audit.ts";
import type { Tx } from "../db/database.ts";
import { DomainError } from "../http/errors.ts";
import { toInstant } from "../ids.ts";
import { readSettings, storeSettings } from "./settings.store.ts";

type Asked = {
  values: { [Name in keyof SettingValues]?: SettingValues[Name] | undefined };
  /** The revision that the caller has read. */
  revision: number | undefined;
  actor: string;
  now: Date;
};

/** Changes what is given, leaves the rest, and writes down who did it. */
export async function changeSettings(tx: Tx, { values, revision, actor, now }: Asked): Promise<Settings> {
  const known = await readSettings(tx);
  if (revision !== undefined && revision !== known.revision) {
    throw new DomainError(
      "changed-meanwhile",
      "The settings were changed since you opened them. Load them again, then repeat your change.",
    );
  }
  const given = Object.entries(values).filter(([, value]) => value !== undefined);
  const changed: Settings = {
    ...known,
    ...Object.fromEntries(given),
    revision: known.revision + 1,
    updatedAt: toInstant(now),
  };
  await storeSettings(tx, changed);
  const detail = given.map(([name, value]) => `${name} = ${value}`).join(", ");
  await writeAudit(tx, { at: now, actor, action: "settings.change", object: "settings", detail });
  return changed;
}
