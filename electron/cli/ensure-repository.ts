import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { everyPage } from "#contract/every-page";
import { createRepository, listRepositories, type Repository } from "#contract/repositories";
import { errorCode, exitCodes, Refusal } from "../core/refusal.ts";
import type { CoreClient } from "./core-client.ts";
import { underFreeName } from "./free-name.ts";
import { isSamePlace, type Location } from "./location.ts";
import { randomPassword } from "./random-password.ts";

export type EnsuredRepository = { repository: Repository; isNew: boolean };

/** The repository at this location: the one that Holdfast knows already, else one that is added now. */
export async function ensureRepository(
  { call }: CoreClient,
  location: Location,
  passwordFile: string | undefined,
): Promise<EnsuredRepository> {
  const known = await everyPage((cursor) => call(listRepositories, { query: { limit: 200, ...cursor } }));
  const same = known.find(({ place }) => isSamePlace(place, location.place));
  if (same !== undefined) return { repository: same, isNew: false };
  const secrets = {
    password: passwordFile === undefined ? newPassword(location) : readPassword(passwordFile),
    ...(location.credentials === undefined ? {} : { credentials: location.credentials }),
  };
  const name = location.suggestedName.slice(0, 90) || "Backup";
  const repository = await underFreeName(name, (free) =>
    call(createRepository, { body: { name: free, perAgent: false, ...location.place, ...secrets } }),
  );
  return { repository, isNew: true };
}

/** Made up only for a place that is empty: an existing repository opens with its own password and no other. */
function newPassword({ place }: Location): string {
  if (place.kind === "fs" && existsSync(join(place.path, "config"))) {
    throw new Refusal(
      `There is a restic repository in ${place.path} already. Nothing was set up. ` +
        "Give its password with --password-file FILE, or choose an empty folder.",
      exitCodes.usage,
    );
  }
  return randomPassword();
}

function readPassword(path: string): string {
  try {
    return readFileSync(path, "utf8").replace(/\r?\n$/, "");
  } catch (error) {
    throw new Refusal(
      `The password file ${path} cannot be read (${errorCode(error)}), so nothing was set up.`,
      exitCodes.usage,
      error,
    );
  }
}
