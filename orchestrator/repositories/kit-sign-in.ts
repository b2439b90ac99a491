import { schemeOf } from "#contract/backend-credentials";
import { knownHosts } from "#contract/known-hosts";
import type { RepositoryAccess } from "#contract/repository";
import { repositoryPlace } from "#contract/repository-place";
import { parseResticLocation } from "#contract/restic-location";

/** A secret by the name that people know, and by the one that restic reads from its environment. */
type Setting = { label: string; name: string; value: string | undefined };

/** How stock restic signs in at a place: what it reads from the environment, from files beside it, and from its options. */
export type KitSignIn = {
  settings: Setting[];
  files: { name: string; text: string; isSecret: boolean }[];
  /** For a shell of any kind, between quotes. */
  options: string[];
  /** What is needed there and cannot stand in a kit. */
  missing?: string;
};

const CA_FILE = "holdfast-ca.pem";
const KEY_FILE = "holdfast-key";
const KNOWN_HOSTS_FILE = "holdfast-known-hosts";
const GOOGLE_FILE = "holdfast-google.json";

export function kitSignIn(access: RepositoryAccess): KitSignIn {
  const { settings, files, options, missing } = byKind(access);
  const { caCertificate } = access;
  if (caCertificate === undefined) return { settings, files, options, ...(missing && { missing }) };
  const certificate = { name: CA_FILE, text: caCertificate.trim(), isSecret: false };
  return {
    ...{ settings, files: [...files, certificate], options: [...options, "--cacert", CA_FILE] },
    ...(missing && { missing }),
  };
}

function byKind(access: RepositoryAccess): KitSignIn {
  const { credentials } = access;
  switch (access.kind) {
    case "fs":
      return { settings: [], files: [], options: [] };
    case "rest-server":
      return {
        settings: [
          { label: "Server user name", name: "RESTIC_REST_USERNAME", value: credentials.username },
          { label: "Server password", name: "RESTIC_REST_PASSWORD", value: credentials.backendPassword },
        ],
        files: [],
        options: [],
      };
    case "s3":
      return ofS3(access);
    case "sftp":
      return ofSftp(access);
    case "other":
      return ofOther(access);
  }
}

function ofS3({ credentials, region, bucketLookup }: RepositoryAccess): KitSignIn {
  const { accessKeyId, secretAccessKey, sessionToken } = credentials;
  return {
    settings: [
      { label: "Access key", name: "AWS_ACCESS_KEY_ID", value: accessKeyId },
      { label: "Secret key", name: "AWS_SECRET_ACCESS_KEY", value: secretAccessKey },
      ...(sessionToken === undefined
        ? []
        : [{ label: "Session token", name: "AWS_SESSION_TOKEN", value: sessionToken }]),
      ...(region === undefined ? [] : [{ label: "Region", name: "AWS_DEFAULT_REGION", value: region }]),
    ],
    files: [],
    options: bucketLookup === undefined ? [] : ["-o", `s3.bucket-lookup=${bucketLookup}`],
  };
}

/** ssh reads both from files only; without a host key it asks a person. */
function ofSftp({ location, credentials, hostKey }: RepositoryAccess): KitSignIn {
  const { privateKey } = credentials;
  const key = privateKey && { name: KEY_FILE, text: privateKey.trim(), isSecret: true };
  const known = hostKey && {
    name: KNOWN_HOSTS_FILE,
    text: knownHosts(sftpPlaceOf(location), hostKey).trim(),
    isSecret: false,
  };
  const ssh = [
    ...(key ? [`-i ${KEY_FILE} -o IdentitiesOnly=yes`] : []),
    ...(known ? [`-o UserKnownHostsFile=${KNOWN_HOSTS_FILE}`] : []),
  ];
  return {
    settings: [],
    files: [key, known].filter((file) => typeof file === "object"),
    options: ssh.length === 0 ? [] : ["-o", `sftp.args=${ssh.join(" ")}`],
    ...(key
      ? {}
      : {
          missing:
            "The key for ssh. Holdfast does not have it: it used the one of the user that it ran as (~/.ssh). Keep a\n" +
            "copy of that key with this kit.",
        }),
  };
}

function sftpPlaceOf(location: string) {
  const parsed = parseResticLocation(location);
  const place = "problem" in parsed ? undefined : repositoryPlace.parse(parsed.place);
  if (place?.kind !== "sftp") throw new Error("The location of an sftp repository is none of sftp.");
  return place;
}

function ofOther({ location, credentials }: RepositoryAccess): KitSignIn {
  const { GOOGLE_APPLICATION_CREDENTIALS: google, ...environment } = credentials.environment ?? {};
  const isRclone = schemeOf(location) === "rclone";
  return {
    settings: [
      ...Object.entries(environment).map(([name, value]) => ({ label: name, name, value })),
      ...(google === undefined
        ? []
        : [{ label: "Google's key", name: "GOOGLE_APPLICATION_CREDENTIALS", value: GOOGLE_FILE }]),
    ],
    files: google === undefined ? [] : [{ name: GOOGLE_FILE, text: google.trim(), isSecret: true }],
    options: [],
    ...(isRclone && {
      missing:
        "rclone with this remote set up. Holdfast does not have its settings: keep a copy of rclone's own file\n" +
        "(“rclone config file” says where it is) with this kit.",
    }),
  };
}
