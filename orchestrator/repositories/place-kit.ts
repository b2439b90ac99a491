import type { RepositoryAccess } from "#contract/repository";
import { toInstant } from "../ids.ts";
import { signInLines } from "./recovery-kit.ts";

type Kit = { name: string; access: RepositoryAccess; key: Buffer; at: Date };

/** What opens the repositories inside a place of machines that come after the kit, with tools that every Unix has. */
export function writePlaceKit({ name, access, key, at }: Kit): string {
  return `HOLDFAST RECOVERY KIT
Made ${toInstant(at)}

Place:                 ${name}
Location:              ${access.location}
${signInLines(access)}
Every machine has a repository of its own inside this place, with a password of its own. Those that were
there when this was made have kits of their own beside this one.

A MACHINE THAT CAME LATER
1. Look which folders are at the location above: each has the id of its machine as its name.
2. Its password follows from this key and that id. In a shell, with the id in the place of ID:

MACHINE=ID
printf '%s' "$MACHINE" | openssl dgst -sha256 -mac HMAC -macopt hexkey:${key.toString("hex")} -binary | base64 | tr '+/' '-_' | tr -d '='

3. Go on as another kit of this place says, with the folder of that id in the location and with this password.
`;
}
