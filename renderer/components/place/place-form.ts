import {
  type BackendCredentials,
  environmentNames,
  type OtherScheme,
  schemeOf,
} from "#contract/backend-credentials";
import type { Repository } from "#contract/repositories";
import type { RepositoryKind, RepositoryPlace } from "#contract/repository-place";
import { say } from "#contract/words/say";
import type { RepositoryDraft } from "../../api/repositories.ts";

export type SignInForm = {
  username: string;
  password: string;
  accessKeyId: string;
  secretAccessKey: string;
  privateKey: string;
  environment: Record<string, string>;
};

/** Where a repository is, as a form holds it: the fields of all kinds at once. */
export type PlaceForm = {
  kind: RepositoryKind;
  /** Of a folder on this machine, or on an sftp server. */
  path: string;
  url: string;
  caCertificate: string;
  endpoint: string;
  bucket: string;
  prefix: string;
  region: string;
  bucketLookup: "auto" | "path" | "dns";
  host: string;
  port: string;
  user: string;
  hostKey: string;
  location: string;
  writer: SignInForm;
  hasMaintainer: boolean;
  maintainer: SignInForm;
  /** Where a rest-server that may delete listens. */
  maintainerUrl: string;
};

const emptySignIn: SignInForm = {
  username: "",
  password: "",
  accessKeyId: "",
  secretAccessKey: "",
  privateKey: "",
  environment: {},
};

export const emptyPlace: PlaceForm = {
  kind: "fs",
  path: "",
  url: "",
  caCertificate: "",
  endpoint: "",
  bucket: "",
  prefix: "",
  region: "",
  bucketLookup: "auto",
  host: "",
  port: "",
  user: "",
  hostKey: "",
  location: "",
  writer: emptySignIn,
  hasMaintainer: false,
  maintainer: emptySignIn,
  maintainerUrl: "",
};

/** What the chosen kind sends; blank fields are left out. */
export function placeDraft(form: PlaceForm) {
  const credentials = credentialsOf(form);
  return { ...placeFields(form), ...(credentials && { credentials }) };
}

function placeFields(form: PlaceForm) {
  const { kind } = form;
  const path = form.path.trim();
  const { username } = form.writer;
  const caCertificate = form.caCertificate.trim() === "" ? {} : { caCertificate: form.caCertificate };
  switch (kind) {
    case "fs":
      return { kind, path };
    case "rest-server":
      return { kind, url: form.url.trim(), ...caCertificate, ...filled({ username }) };
    case "s3":
      return {
        kind,
        endpoint: form.endpoint.trim(),
        bucket: form.bucket.trim(),
        ...filled({ prefix: form.prefix.trim(), region: form.region.trim() }),
        ...(form.bucketLookup === "auto" ? {} : { bucketLookup: form.bucketLookup }),
        ...caCertificate,
      };
    case "sftp":
      return {
        kind,
        host: form.host.trim(),
        ...(form.port.trim() === "" ? {} : { port: Number(form.port) }),
        user: form.user.trim(),
        path,
        ...filled({ hostKey: form.hostKey.trim() }),
      };
    case "other":
      return { kind, location: form.location.trim() };
  }
}

/** A sign-in that is left blank stays as it is. */
function credentialsOf({ kind, location, writer, hasMaintainer, maintainer, maintainerUrl }: PlaceForm) {
  const ofWriter = signInOf(kind, location, writer);
  const known = hasMaintainer ? signInOf(kind, location, maintainer) : undefined;
  const url = kind === "rest-server" ? filled({ url: maintainerUrl.trim() }) : {};
  const ofMaintainer = hasMaintainer ? orNothing({ ...known, ...url }) : undefined;
  return ofWriter || ofMaintainer
    ? { ...(ofWriter && { writer: ofWriter }), ...(ofMaintainer && { maintainer: ofMaintainer }) }
    : undefined;
}

function signInOf(kind: RepositoryKind, location: string, form: SignInForm): BackendCredentials | undefined {
  const { username, password, accessKeyId, secretAccessKey, privateKey } = form;
  switch (kind) {
    case "fs":
      return undefined;
    case "rest-server":
      return password === "" ? undefined : { ...filled({ username }), password };
    case "s3":
      return orNothing(filled({ accessKeyId: accessKeyId.trim(), secretAccessKey: secretAccessKey.trim() }));
    case "sftp":
      return privateKey.trim() === "" ? undefined : { privateKey };
    case "other": {
      const names = namesOf(location);
      const environment = filled(
        Object.fromEntries(names.map((name) => [name, form.environment[name] ?? ""])),
      );
      return Object.keys(environment).length === 0 ? undefined : { environment };
    }
  }
}

/** The values that the scheme of a location takes. */
export function namesOf(location: string): readonly string[] {
  const scheme: OtherScheme | undefined = schemeOf(location.trim());
  return scheme === undefined ? [] : environmentNames[scheme];
}

function filled<Name extends string>(values: Record<Name, string>): { [name in Name]?: string } {
  const entries = Object.entries(values).filter(([, value]) => value !== "");
  return Object.fromEntries(entries) as { [name in Name]?: string };
}

const orNothing = <T extends object>(values: T) => (Object.keys(values).length === 0 ? undefined : values);

export function repositoryDraft(name: string, place: PlaceForm, password: string): RepositoryDraft {
  return { name, password, ...placeDraft(place) };
}

/** What is known of a place as a form; the sign-in only where it was written into a location. */
export function formOfPlace(place: RepositoryPlace, credentials: BackendCredentials = {}): PlaceForm {
  const { port, ...fields } = { port: undefined, ...place };
  const known = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
  const username = place.kind === "rest-server" ? (place.username ?? "") : "";
  return {
    ...emptyPlace,
    ...(known as Partial<PlaceForm>),
    port: port === undefined ? "" : String(port),
    writer: {
      username: credentials.username ?? username,
      password: credentials.password ?? "",
      accessKeyId: credentials.accessKeyId ?? "",
      secretAccessKey: credentials.secretAccessKey ?? "",
      privateKey: "",
      environment: {},
    },
  };
}

export const placeOf = ({ place, hasMaintainer }: Repository): PlaceForm => ({
  ...formOfPlace(place),
  hasMaintainer,
});

/** A name that a person would give it: the last folder, or the server. */
export function placeName(form: PlaceForm): string {
  return (nameParts(form).findLast((part) => part !== "") ?? say("Backups")).slice(0, 100);
}

function nameParts(form: PlaceForm): string[] {
  switch (form.kind) {
    case "fs":
    case "sftp":
      return [form.host, ...form.path.trim().split(/[\\/]/)];
    case "rest-server":
      return [form.url.replace(/^https?:\/\//, "").split("/")[0] ?? ""];
    case "s3":
      return [form.bucket, ...form.prefix.split("/")];
    case "other":
      return form.location.split(/[:/]/);
  }
}

/** Fields that the contract knows in two places, and a form in one. */
export const placeField = (path: string): string =>
  path.replace(/^credentials\.(?!writer|maintainer)/, "credentials.writer.");
