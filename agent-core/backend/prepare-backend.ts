import { environmentNames, schemeOf } from "#contract/backend-credentials";
import type { RepositoryAccess } from "#contract/repository";
import type { PlaceOfKind } from "#contract/repository-place";
import { placeIn } from "#contract/restic-location";
import { createPrivateFiles, type PrivateFiles } from "./private-files.ts";
import { writeSshConfig } from "./ssh-config.ts";

/** What restic gets for one repository beside its password. `args` holds nothing secret. */
export type Backend = { environment: Record<string, string>; args: string[]; close(): Promise<void> };

export async function prepareBackend(tmpDir: string, repository: RepositoryAccess): Promise<Backend> {
  const files = createPrivateFiles(tmpDir);
  try {
    const { environment, args } = await wayTo(files, repository);
    const { caCertificate, location } = repository;
    const caFile = caCertificate === undefined ? undefined : await files.write("ca.pem", caCertificate);
    return {
      environment: {
        ...environment,
        RESTIC_REPOSITORY: location,
        // From the folder that restic runs in: it takes this for several files, parted by commas.
        ...(caFile !== undefined && { RESTIC_CACERT: caFile }),
      },
      args,
      close: () => files.remove(),
    };
  } catch (error) {
    await files.remove();
    throw error;
  }
}

export type Way = Pick<Backend, "environment" | "args">;

export async function wayTo(files: PrivateFiles, repository: RepositoryAccess): Promise<Way> {
  const { credentials } = repository;
  const place = placeIn(repository);
  switch (place.kind) {
    case "fs":
      return { environment: {}, args: [] };
    case "rest-server":
      return {
        environment: defined({
          RESTIC_REST_USERNAME: credentials.username,
          RESTIC_REST_PASSWORD: credentials.backendPassword,
        }),
        args: [],
      };
    case "s3":
      return wayToS3(repository);
    case "sftp": {
      const config = await writeSshConfig(files, place, repository);
      return { environment: {}, args: ["-o", `sftp.args=-F ${config}`] };
    }
    case "other":
      return { environment: await environmentOfOther(files, place, repository), args: [] };
  }
}

function wayToS3({ credentials, region, bucketLookup }: RepositoryAccess): Way {
  return {
    environment: defined({
      AWS_ACCESS_KEY_ID: credentials.accessKeyId,
      AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
      AWS_SESSION_TOKEN: credentials.sessionToken,
      AWS_DEFAULT_REGION: region,
    }),
    args: bucketLookup === undefined ? [] : ["-o", `s3.bucket-lookup=${bucketLookup}`],
  };
}

/** Google's key comes as a text and is read by restic from a file. */
async function environmentOfOther(
  files: PrivateFiles,
  { location }: PlaceOfKind<"other">,
  { credentials }: RepositoryAccess,
): Promise<Record<string, string>> {
  const scheme = schemeOf(location);
  const names: readonly string[] = scheme === undefined ? [] : environmentNames[scheme];
  const all = defined(credentials.environment ?? {});
  const given = Object.fromEntries(Object.entries(all).filter(([name]) => names.includes(name)));
  const { GOOGLE_APPLICATION_CREDENTIALS: key } = given;
  if (key === undefined) return given;
  return { ...given, GOOGLE_APPLICATION_CREDENTIALS: files.absolute(await files.write("google.json", key)) };
}

function defined(values: Record<string, string | undefined>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}
