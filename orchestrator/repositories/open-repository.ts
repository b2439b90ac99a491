import { type RepositoryPlace, repositoryPlace } from "#contract/repositories";
import {
  type BackendCredentials,
  backendCredentials,
  type RepositoryAccess,
  repositoryAccess,
} from "#contract/repository";
import type { Row } from "../db/tables.ts";
import type { Seal } from "../secrets/seal.ts";
import { locationOf } from "./location.ts";

export type Secrets = { password: string; credentials?: BackendCredentials | undefined };

/** What an agent needs to open a repository, with its secrets in clear: for the agent that works on it and nobody else. */
export function accessOf(row: Row<"repository">, seal: Seal): RepositoryAccess {
  if (row.sealed_access !== null) {
    return repositoryAccess.parse(JSON.parse(seal.open(row.sealed_access, accessPlace(row.id))));
  }
  return composeAccess(row.id, placeOf(row), secretsOf(row, seal));
}

export function composeAccess(
  id: string,
  place: RepositoryPlace,
  { password, credentials }: Secrets,
): RepositoryAccess {
  const onServer = place.kind === "rest-server" ? place : undefined;
  const username = credentials?.username ?? onServer?.username;
  return {
    id,
    kind: place.kind,
    location: locationOf(place),
    ...(onServer?.caCertificate !== undefined && { caCertificate: onServer.caCertificate }),
    credentials: {
      password,
      ...(username !== undefined && { username }),
      ...(credentials?.password !== undefined && { backendPassword: credentials.password }),
    },
  };
}

export function placeOf(row: Pick<Row<"repository">, "place_json">): RepositoryPlace {
  return repositoryPlace.parse(JSON.parse(row.place_json));
}

export function sealSecrets(id: string, { password, credentials }: Secrets, seal: Seal) {
  return {
    sealed_password: seal.seal(password, sealPlace("sealed_password", id)),
    sealed_credentials:
      credentials === undefined
        ? null
        : seal.seal(JSON.stringify(credentials), sealPlace("sealed_credentials", id)),
  };
}

export function secretsOf(row: Row<"repository">, seal: Seal): Secrets {
  const password = seal.open(row.sealed_password, sealPlace("sealed_password", row.id));
  if (row.sealed_credentials === null) return { password };
  const opened = seal.open(row.sealed_credentials, sealPlace("sealed_credentials", row.id));
  return { password, credentials: backendCredentials.parse(JSON.parse(opened)) };
}

export const accessPlace = (id: string) => ({ table: "repository", column: "sealed_access", id });

function sealPlace(column: "sealed_password" | "sealed_credentials", id: string) {
  return { table: "repository", column, id };
}
