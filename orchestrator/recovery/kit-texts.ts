import type { KitContent } from "#contract/recovery";
import { keyOfPlace } from "../repositories/own-password.ts";
import { writePlaceKit } from "../repositories/place-kit.ts";
import { writeRecoveryKit } from "../repositories/recovery-kit.ts";
import { createSeal } from "../secrets/seal.ts";

/** What stands in an encrypted kit, as on paper: one text for each repository and place. */
export function kitTexts({ repositories, masterKey }: KitContent, at: Date): string[] {
  const seal = createSeal(Buffer.from(masterKey, "base64"));
  return repositories.map((kept) =>
    kept.perAgent
      ? writePlaceKit({ ...kept, key: keyOfPlace(seal, kept.id), at })
      : writeRecoveryKit({ ...kept, at }),
  );
}
