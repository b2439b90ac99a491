import * as z from "zod";
import {
  type BackendCredentials,
  backendCredentials,
  isEmpty,
  type MaintainerCredentials,
  maintainerCredentials,
} from "#contract/backend-credentials";
import { type RepositoryAccess, repositoryAccess } from "#contract/repository";
import { type RepositoryPlace, repositoryPlace } from "#contract/repository-place";
import type { Row } from "../db/tables.ts";
import type { Seal } from "../secrets/seal.ts";
import { locationOf } from "./location.ts";

/** Who signs in at the server: the machines that back up, or the one that prunes. */
export type SignInAs = "writer" | "maintainer";
const signIns = z.strictObject({
  writer: backendCredentials.optional(),
  maintainer: maintainerCredentials.optional(),
});
export type SignIns = z.infer<typeof signIns>;
/** `null` takes one away. */
export type SignInsInput = {
  writer?: BackendCredentials | null | undefined;
  maintainer?: MaintainerCredentials | null | undefined;
};
export type Secrets = { password: string; credentials: SignIns };

/** What an agent needs to open a repository, with its secrets in clear: for the agent that works on it and nobody else. */
export function accessOf(row: Row<"repository">, seal: Seal, as: SignInAs = "writer"): RepositoryAccess {
  const access =
    row.sealed_access === null
      ? composeAccess(row.id, placeOf(row), secretsOf(row, seal), as)
      : repositoryAccess.parse(JSON.parse(seal.open(row.sealed_access, accessPlace(row.id))));
  return row.restic_id === null ? access : { ...access, resticId: row.restic_id };
}

/** Where no maintainer is named the writer does all. */
export function composeAccess(
  id: string,
  place: RepositoryPlace,
  { password, credentials }: Secrets,
  as: SignInAs = "writer",
): RepositoryAccess {
  const used: MaintainerCredentials = credentials[as] ?? credentials.writer ?? {};
  const { password: backendPassword, url, ...signIn } = used;
  return {
    id,
    kind: place.kind,
    location: locationOf(place.kind === "rest-server" && url !== undefined ? { ...place, url } : place),
    ...detailsOf(place),
    credentials: {
      ...(place.kind === "rest-server" && place.username !== undefined && { username: place.username }),
      ...signIn,
      password,
      ...(backendPassword !== undefined && { backendPassword }),
    },
  };
}

/** What the location does not say. */
function detailsOf(place: RepositoryPlace) {
  const { caCertificate, region, bucketLookup, hostKey } = {
    caCertificate: undefined,
    region: undefined,
    bucketLookup: undefined,
    hostKey: undefined,
    ...place,
  };
  return {
    ...(caCertificate !== undefined && { caCertificate }),
    ...(region !== undefined && { region }),
    ...(bucketLookup !== undefined && { bucketLookup }),
    ...(hostKey !== undefined && { hostKey }),
  };
}

export function placeOf(row: Pick<Row<"repository">, "place_json">): RepositoryPlace {
  return repositoryPlace.parse(JSON.parse(row.place_json));
}

export function sealSecrets(id: string, { password, credentials }: Secrets, seal: Seal) {
  return {
    sealed_password: seal.seal(password, sealPlace("sealed_password", id)),
    sealed_credentials: isEmpty(credentials)
      ? null
      : seal.seal(JSON.stringify(credentials), sealPlace("sealed_credentials", id)),
    has_maintainer: credentials.maintainer === undefined ? 0 : 1,
  };
}

export function secretsOf(row: Row<"repository">, seal: Seal): Secrets {
  const password = seal.open(row.sealed_password, sealPlace("sealed_password", row.id));
  if (row.sealed_credentials === null) return { password, credentials: {} };
  const opened: unknown = JSON.parse(
    seal.open(row.sealed_credentials, sealPlace("sealed_credentials", row.id)),
  );
  const known = signIns.safeParse(opened);
  // Before there were two, the one stood there directly.
  return { password, credentials: known.data ?? { writer: backendCredentials.parse(opened) } };
}

/** What stays, and what a person gave now; `null` took something away. */
export function changedSignIns(known: SignIns, input: SignInsInput): SignIns {
  const writer = input.writer === undefined ? known.writer : (input.writer ?? undefined);
  const maintainer = input.maintainer === undefined ? known.maintainer : (input.maintainer ?? undefined);
  return {
    ...(writer !== undefined && !isEmpty(writer) && { writer }),
    ...(maintainer !== undefined && !isEmpty(maintainer) && { maintainer }),
  };
}

export const accessPlace = (id: string) => ({ table: "repository", column: "sealed_access", id });

function sealPlace(column: "sealed_password" | "sealed_credentials", id: string) {
  return { table: "repository", column, id };
}
