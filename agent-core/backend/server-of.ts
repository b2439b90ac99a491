import { schemeOf } from "#contract/backend-credentials";
import type { RepositoryAccess } from "#contract/repository";
import type { PlaceOfKind } from "#contract/repository-place";
import { isBucketInHost, placeIn } from "#contract/restic-location";

/** Where on the network a repository's server listens, and what it speaks there. */
export type Server = { host: string; port: number; url?: URL; ca?: string };

/** Undefined for folders, and for what only the machine's own rclone knows. */
export function serverOf(repository: RepositoryAccess): Server | undefined {
  const place = placeIn(repository);
  switch (place.kind) {
    case "fs":
      return undefined;
    case "sftp":
      return { host: place.host, port: place.port ?? 22 };
    case "rest-server":
      return webServer(new URL(place.url), repository);
    case "s3":
      return webServer(bucketUrl(place, repository), repository);
    case "other": {
      const address = addressOfOther(place, repository);
      return address === undefined ? undefined : webServer(address, repository);
    }
  }
}

/** With the bucket in the path, or in front of the host where the provider wants it there. */
export function bucketUrl(place: PlaceOfKind<"s3">, access: Pick<RepositoryAccess, "bucketLookup">): URL {
  const url = new URL(place.endpoint);
  if (isBucketInHost(place, access)) url.hostname = `${place.bucket}.${url.hostname}`;
  else url.pathname = `/${place.bucket}`;
  return url;
}

function webServer(url: URL, { caCertificate }: RepositoryAccess): Server {
  const port = url.port === "" ? (url.protocol === "https:" ? 443 : 80) : Number(url.port);
  const host = url.hostname.replace(/^\[|\]$/g, "");
  return { url, port, host, ...(caCertificate !== undefined && { ca: caCertificate }) };
}

function addressOfOther(
  { location }: PlaceOfKind<"other">,
  { credentials }: RepositoryAccess,
): URL | undefined {
  const given = credentials.environment ?? {};
  switch (schemeOf(location)) {
    case "b2":
      return new URL("https://api.backblazeb2.com/");
    case "gs":
      return new URL("https://storage.googleapis.com/");
    case "azure": {
      const account = given.AZURE_ACCOUNT_NAME;
      const suffix = given.AZURE_ENDPOINT_SUFFIX ?? "core.windows.net";
      return account === undefined ? undefined : webAddress(`https://${account}.blob.${suffix}/`);
    }
    case "swift":
      return webAddress(given.OS_AUTH_URL ?? given.OS_STORAGE_URL ?? given.ST_AUTH);
    case "rclone":
    case undefined:
      return undefined;
  }
}

function webAddress(text: string | undefined): URL | undefined {
  const url = text === undefined ? null : URL.parse(text);
  return url !== null && /^https?:$/.test(url.protocol) ? url : undefined;
}
