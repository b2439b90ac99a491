import { readFileSync } from "node:fs";
import { type BackendCredentials, environmentNames, isEmpty, schemeOf } from "#contract/backend-credentials";
import type { RepositoryPlace } from "#contract/repository-place";
import { errorCode, exitCodes, Refusal } from "../core/refusal.ts";
import type { Location } from "./location.ts";

export type SignInOptions = {
  credentialsFile?: string;
  sshKey?: string;
  hostKey?: string;
  caCertificate?: string;
};
type Values = Readonly<Record<string, string | undefined>>;

/** Adds what opens the server: from files and from the environment, by restic's names, and never from arguments, which others can read. */
export function withSignIn(location: Location, options: SignInOptions, environment: Values): Location {
  const { credentialsFile, sshKey, hostKey, caCertificate } = options;
  const values = credentialsFile === undefined ? environment : valuesIn(read(credentialsFile));
  const found = signInOf(location.place, values, sshKey);
  const credentials = { ...found, ...location.credentials };
  return {
    ...location,
    place: {
      ...location.place,
      ...(location.place.kind === "sftp" && hostKey !== undefined && { hostKey: read(hostKey).trim() }),
      ...(location.place.kind !== "fs" &&
        caCertificate !== undefined && { caCertificate: read(caCertificate) }),
    } as RepositoryPlace,
    credentials: isEmpty(credentials) ? undefined : credentials,
  };
}

function signInOf(place: RepositoryPlace, values: Values, sshKey: string | undefined): BackendCredentials {
  switch (place.kind) {
    case "fs":
      return {};
    case "rest-server":
      return defined({ username: values["RESTIC_REST_USERNAME"], password: values["RESTIC_REST_PASSWORD"] });
    case "s3":
      return defined({
        accessKeyId: values["AWS_ACCESS_KEY_ID"],
        secretAccessKey: values["AWS_SECRET_ACCESS_KEY"],
        sessionToken: values["AWS_SESSION_TOKEN"],
      });
    case "sftp":
      return sshKey === undefined ? {} : { privateKey: read(sshKey) };
    case "other": {
      const scheme = schemeOf(place.location);
      const names = scheme === undefined ? [] : environmentNames[scheme];
      const environment = defined(
        Object.fromEntries(names.map((name) => [name, valueNamed(name, values[name])])),
      );
      return isEmpty(environment) ? {} : { environment };
    }
  }
}

/** restic knows Google's key by the path of its file, Holdfast by what is in it. */
function valueNamed(name: string, value: string | undefined): string | undefined {
  return name === "GOOGLE_APPLICATION_CREDENTIALS" && value !== undefined ? read(value) : value;
}

/** Lines like `NAME=value`, with or without `export` and quotes. */
export function valuesIn(text: string): Values {
  const lines = text.split(/\r?\n/).map((line) => /^(?:export )?([A-Z][A-Z0-9_]*)=(.*)$/.exec(line.trim()));
  return Object.fromEntries(
    lines
      .filter((match) => match !== null)
      .map(([, name, value = ""]) => [name, value.replace(/^(["'])(.*)\1$/, "$2")]),
  );
}

function read(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    throw new Refusal(
      `The file ${path} cannot be read (${errorCode(error)}), so nothing was set up. Correct the path, or the rights of the file.`,
      exitCodes.usage,
      error,
    );
  }
}

function defined<Name extends string>(values: Record<Name, string | undefined>): { [name in Name]?: string } {
  const entries = Object.entries(values).filter(([, value]) => value !== undefined && value !== "");
  return Object.fromEntries(entries) as { [name in Name]?: string };
}
