import * as z from "zod";
import { isOneLine, oneLine } from "./one-line.ts";
import { restUrl } from "./repository-place.ts";

const secret = oneLine(4_096);

/** What a restic of each further scheme reads from its environment; nothing else ever gets there. */
export const environmentNames = {
  b2: ["B2_ACCOUNT_ID", "B2_ACCOUNT_KEY"],
  azure: ["AZURE_ACCOUNT_NAME", "AZURE_ACCOUNT_KEY", "AZURE_ACCOUNT_SAS", "AZURE_ENDPOINT_SUFFIX"],
  /** The content of the key file, not its path. */
  gs: ["GOOGLE_PROJECT_ID", "GOOGLE_APPLICATION_CREDENTIALS", "GOOGLE_ACCESS_TOKEN"],
  swift: [
    "OS_AUTH_URL",
    "OS_REGION_NAME",
    "OS_USERNAME",
    "OS_USER_ID",
    "OS_PASSWORD",
    "OS_TENANT_ID",
    "OS_TENANT_NAME",
    "OS_USER_DOMAIN_NAME",
    "OS_USER_DOMAIN_ID",
    "OS_PROJECT_NAME",
    "OS_PROJECT_DOMAIN_NAME",
    "OS_PROJECT_DOMAIN_ID",
    "OS_TRUST_ID",
    "OS_APPLICATION_CREDENTIAL_ID",
    "OS_APPLICATION_CREDENTIAL_NAME",
    "OS_APPLICATION_CREDENTIAL_SECRET",
    "OS_STORAGE_URL",
    "OS_AUTH_TOKEN",
    "ST_AUTH",
    "ST_USER",
    "ST_KEY",
  ],
  rclone: ["RCLONE_CONFIG_PASS"],
} as const satisfies Record<string, readonly string[]>;
export type OtherScheme = keyof typeof environmentNames;

const ALL_NAMES = Object.values(environmentNames).flat();

export function schemeOf(location: string): OtherScheme | undefined {
  const scheme = location.slice(0, location.indexOf(":"));
  return scheme in environmentNames ? (scheme as OtherScheme) : undefined;
}

const privateKey = z
  .string()
  .max(40_000)
  .regex(/^\s*-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*-----END [A-Z ]*PRIVATE KEY-----\s*$/, {
    error: "must be a private key: the whole text from BEGIN … PRIVATE KEY to END … PRIVATE KEY",
  })
  .refine(
    (text) => !/ENCRYPTED/.test(text),
    "must be a key without a passphrase; make one for backups alone",
  );

/** How one who backs up signs in at the server; which fields a repository takes depends on its kind. */
export const backendCredentials = z.strictObject({
  /** rest-server */
  username: oneLine(255).optional(),
  password: oneLine(1_024).optional(),
  /** s3 */
  accessKeyId: secret.optional(),
  secretAccessKey: secret.optional(),
  sessionToken: secret.optional(),
  /** sftp; left out, the keys are used that the machine's user has for ssh. */
  privateKey: privateKey.optional(),
  /** other: by the names that restic knows. */
  environment: z
    .partialRecord(z.enum(ALL_NAMES), z.string().max(20_000))
    .refine(
      (all) => Object.entries(all).every(([name, value]) => isValue(name, value)),
      "must be one line each",
    )
    .optional(),
});
export type BackendCredentials = z.infer<typeof backendCredentials>;

export const maintainerCredentials = backendCredentials.extend({
  /** A rest-server appends only, or deletes for everybody: the one that deletes listens elsewhere. */
  url: restUrl.optional(),
});
export type MaintainerCredentials = z.infer<typeof maintainerCredentials>;

/**
 * `writer` goes to the machines that back up, `maintainer` only to the one that checks and prunes. Fields without either are the
 * writer's. What is left out stays as it is, `null` takes it away.
 */
export const credentialsInput = backendCredentials
  .extend({
    writer: backendCredentials.nullable().optional(),
    maintainer: maintainerCredentials.nullable().optional(),
  })
  .refine(
    ({ writer, maintainer: _, ...flat }) => writer === undefined || isEmpty(flat),
    "give the writer's fields either directly or under writer",
  );
export type CredentialsInput = z.infer<typeof credentialsInput>;

export function isEmpty(credentials: object): boolean {
  return Object.values(credentials).every((value) => value === undefined);
}

/** The only values with lines are the contents of files. */
function isValue(name: string, value: string): boolean {
  return name === "GOOGLE_APPLICATION_CREDENTIALS" ? !value.includes("\0") : isOneLine(value);
}
