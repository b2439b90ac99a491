import * as z from "zod";
import { oneLine } from "./one-line.ts";

export const repositoryKind = z.enum(["fs", "rest-server", "s3", "sftp", "other"]);
export type RepositoryKind = z.infer<typeof repositoryKind>;

const fsPath = oneLine(4_096).regex(/^(\/|[A-Za-z]:[\\/]|\\\\)/, "must be an absolute path");

export const restUrl = z
  .url({ protocol: /^https?$/, error: "must be a URL like https://nas:8000/anna/" })
  .max(2_000)
  .refine(
    (text) => !hasUserInfo(text),
    "must not hold a user name or password; they have fields of their own",
  );

const caCertificate = z
  .string()
  .max(20_000)
  .includes("BEGIN CERTIFICATE", { error: "must be a certificate that begins with BEGIN CERTIFICATE" });

/** A name or an address, never something that ssh could take for an option. */
const HOST_NAME = /^[A-Za-z0-9_][A-Za-z0-9._-]*$/;
const IP_V6 = /^[0-9A-Fa-f:.]+(%[A-Za-z0-9._-]+)?$/;

const S3_ENDPOINT =
  "must be an address like https://s3.example.com:9000, without a path; the bucket has a field of its own";
const s3Endpoint = z
  .string()
  .max(500)
  .regex(
    /^(https?:\/\/)?(\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9_]([A-Za-z0-9._-]*[A-Za-z0-9_])?)(:\d{1,5})?\/?$/,
    S3_ENDPOINT,
  )
  .refine((text) => z.url().safeParse(withScheme(text)).success, S3_ENDPOINT);

/** As the user writes it, `https` left out. */
export const withScheme = (endpoint: string) =>
  /^https?:\/\//.test(endpoint) ? endpoint : `https://${endpoint}`;

/** restic would read a `..` as the folder above. */
const s3Prefix = oneLine(900).refine(
  (text) => !text.split("/").some((part) => part === "." || part === ".."),
  "must not hold . or ..",
);

const hostKeyLine =
  /^(\S+ )?(ssh-ed25519|ssh-rsa|ecdsa-sha2-nistp(256|384|521)|sk-\S+@openssh\.com) [A-Za-z0-9+/]{40,}={0,2}( .*)?$/;

/** One line a key, as in `known_hosts` or as `ssh-keyscan` prints it. */
const hostKey = z
  .string()
  .max(20_000)
  .refine(
    (text) => hostKeyLines(text).length > 0 && hostKeyLines(text).every((line) => hostKeyLine.test(line)),
    "must be the server's public key: ssh-ed25519 AAAA…, as ssh-keyscan prints it",
  );

export const fsFields = { kind: z.literal("fs"), path: fsPath };
export const restFields = {
  kind: z.literal("rest-server"),
  url: restUrl,
  username: oneLine(255).optional(),
  caCertificate: caCertificate.optional(),
};
export const s3Fields = {
  kind: z.literal("s3"),
  endpoint: s3Endpoint,
  bucket: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{1,253}[A-Za-z0-9]$/, "must be the name of a bucket"),
  prefix: s3Prefix.optional(),
  region: z
    .string()
    .regex(/^[A-Za-z0-9-]{1,64}$/, "must be a region like eu-central-1")
    .optional(),
  /** Is the bucket a part of the path or of the host name? Left out, restic finds out. */
  bucketLookup: z.enum(["auto", "path", "dns"]).optional(),
  caCertificate: caCertificate.optional(),
};
export const sftpFields = {
  kind: z.literal("sftp"),
  host: z
    .string()
    .max(255)
    .refine((text) => HOST_NAME.test(text) || IP_V6.test(text), "must be a host name or an address"),
  port: z.int().min(1).max(65_535).optional(),
  user: z
    .string()
    .max(255)
    .regex(/^[A-Za-z0-9_][A-Za-z0-9._@+\\-]*$/, "must be the name of a user on that server"),
  /** From the root, or from the folder where the user lands. */
  path: oneLine(4_096)
    .min(1, "a folder is needed")
    .refine(
      (text) => !text.startsWith("~"),
      "must not begin with ~; leave it out to start at the user's folder",
    ),
  /** The key by which the server is recognised; a server that shows another one is not talked to. */
  hostKey: hostKey.optional(),
};

/** restic's further schemes, as restic writes them. An rclone remote is one that the machine's own rclone knows. */
export const otherLocation = oneLine(2_000).regex(
  /^((b2|azure|gs|swift):[A-Za-z0-9$][A-Za-z0-9$._-]*(:[^:]*)?|rclone:[A-Za-z0-9_][A-Za-z0-9_.+@ -]*:[^:]*)$/,
  "must be b2:bucket:path, azure:container:/path, gs:bucket:/path, swift:container:/path or rclone:remote:path",
);
export const otherFields = { kind: z.literal("other"), location: otherLocation };

/** Where a repository is, without secrets. */
export const repositoryPlace = z.discriminatedUnion("kind", [
  z.object(fsFields),
  z.object(restFields),
  z.object(s3Fields),
  z.object(sftpFields),
  z.object(otherFields),
]);
export type RepositoryPlace = z.infer<typeof repositoryPlace>;
export type PlaceOfKind<Kind extends RepositoryKind> = Extract<RepositoryPlace, { kind: Kind }>;

export function hostKeyLines(text: string): string[] {
  return text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "" && !line.startsWith("#"));
}

function hasUserInfo(text: string): boolean {
  return /^[a-z]+:\/\/[^/]*@/i.test(text);
}
