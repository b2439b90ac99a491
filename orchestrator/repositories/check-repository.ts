import {
  type BackendCredentials,
  type CredentialsInput,
  environmentNames,
  isEmpty,
  schemeOf,
} from "#contract/backend-credentials";
import type { RepositoryInput, RepositoryUpdate } from "#contract/repositories";
import { type RepositoryKind, type RepositoryPlace, repositoryPlace } from "#contract/repository-place";
import { invalidField } from "../http/errors.ts";
import type { SignInsInput } from "./open-repository.ts";

type Input = RepositoryInput | RepositoryUpdate;
type Fields = readonly (keyof BackendCredentials)[];

/** The sign-in of each kind; a field of another kind is a mistake that nobody should find out at the first backup. */
const fieldsOf: Record<RepositoryKind, Fields> = {
  fs: [],
  "rest-server": ["username", "password"],
  s3: ["accessKeyId", "secretAccessKey", "sessionToken"],
  sftp: ["privateKey"],
  other: ["environment"],
};

/** Fields that the schema alone cannot judge. */
export function placeFrom(input: Input): RepositoryPlace {
  if (input.kind === "rest-server" && /[?#]/.test(input.url)) {
    throw invalidField("url", "must end with the path, without ? or #");
  }
  return repositoryPlace.parse(input);
}

export function signInsFrom(input: Input): SignInsInput {
  if (input.credentials === undefined) return {};
  const { writer, maintainer, ...flat } = input.credentials;
  const given = { writer: writer === undefined ? flatOrLeftOut(flat, maintainer) : writer, maintainer };
  check(input, given.writer, writer === undefined ? "credentials" : "credentials.writer");
  const { url, ...ofMaintainer } = maintainer ?? {};
  check(input, ofMaintainer, "credentials.maintainer");
  if (url !== undefined && input.kind !== "rest-server")
    throw invalidField("credentials.maintainer.url", "only a rest-server is reached elsewhere for pruning");
  return given;
}

/** `{}` alone takes the writer's sign-in away; beside a maintainer it only says nothing about it. */
function flatOrLeftOut(
  flat: BackendCredentials,
  maintainer: CredentialsInput["maintainer"],
): BackendCredentials | undefined {
  return isEmpty(flat) && maintainer !== undefined ? undefined : flat;
}

function check(input: Input, credentials: BackendCredentials | null | undefined, path: string): void {
  if (credentials == null || isEmpty(credentials)) return;
  const allowed = fieldsOf[input.kind];
  if (allowed.length === 0) throw invalidField(path, "a folder needs none; they are for servers");
  const names = Object.keys(credentials) as (keyof BackendCredentials)[];
  const stray = names.find((name) => credentials[name] !== undefined && !allowed.includes(name));
  if (stray !== undefined)
    throw invalidField(
      `${path}.${stray}`,
      `is nothing that ${input.kind} knows; it takes ${allowed.join(", ")}`,
    );
  const hasHalf = (credentials.accessKeyId === undefined) !== (credentials.secretAccessKey === undefined);
  if (hasHalf) throw invalidField(`${path}.secretAccessKey`, "access key and secret key belong together");
  if (input.kind === "other") checkEnvironment(input.location, credentials, path);
}

function checkEnvironment(location: string, { environment = {} }: BackendCredentials, path: string): void {
  const scheme = schemeOf(location);
  const names: readonly string[] = scheme === undefined ? [] : environmentNames[scheme];
  const stray = Object.keys(environment).find((name) => !names.includes(name));
  if (stray !== undefined)
    throw invalidField(
      `${path}.environment.${stray}`,
      `is nothing that ${scheme} knows; it takes ${names.join(", ")}`,
    );
}
