import { sharedByS3 } from "#contract/copying";
import type { RepositoryAccess } from "#contract/repository";
import { placeIn } from "#contract/restic-location";
import { authoritiesOf } from "./authorities.ts";
import { type Backend, type Way, wayTo } from "./prepare-backend.ts";
import { createPrivateFiles, type PrivateFiles } from "./private-files.ts";
import { SOURCE_HOST, writeSshConfigOfCopy } from "./ssh-config.ts";

/** The two repositories of a copy; the one that is read is beside the other. */
export type Sides = { source: RepositoryAccess; target: RepositoryAccess };
type WayToBoth = Way & { source: string; target: string };

/** What restic gets for two repositories at once. What is against that is told by `reasonAgainstCopy`. */
export async function prepareCopy(tmpDir: string, sides: Sides): Promise<Backend> {
  const files = createPrivateFiles(tmpDir);
  try {
    const { environment, args, source, target } = await wayToBoth(files, sides);
    const authorities = authoritiesOf([sides.source, sides.target]);
    const inFile = async (name: string, text: string) => files.absolute(await files.write(name, text));
    return {
      environment: {
        ...environment,
        RESTIC_REPOSITORY: target,
        RESTIC_FROM_REPOSITORY_FILE: await inFile("source", `${source}\n`),
        RESTIC_FROM_PASSWORD_FILE: await inFile("password", `${sides.source.credentials.password}\n`),
        ...(authorities !== undefined && { RESTIC_CACERT: await files.write("ca.pem", authorities) }),
      },
      args,
      close: () => files.remove(),
    };
  } catch (error) {
    await files.remove();
    throw error;
  }
}

async function wayToBoth(files: PrivateFiles, { source, target }: Sides): Promise<WayToBoth> {
  const [from, to] = [placeIn(source), placeIn(target)];
  const locations = { source: source.location, target: target.location };
  if (from.kind === "sftp" && to.kind === "sftp") {
    const config = await writeSshConfigOfCopy(files, {
      source: { place: from, access: source },
      target: { place: to, access: target },
    });
    const renamed = source.location.replace(/^(sftp:\/\/(?:[^/]*@)?)(\[[^\]]*\]|[^/:]+)/, `$1${SOURCE_HOST}`);
    return { environment: {}, args: ["-o", `sftp.args=-F ${config}`], ...locations, source: renamed };
  }
  if (from.kind === "s3" && to.kind === "s3") {
    const shared = sharedByS3({ ...source, place: from }, { ...target, place: to });
    if ("reason" in shared) throw new Error(shared.reason);
    const { region: _, bucketLookup: __, ...plain } = target;
    return { ...(await wayTo(files, { ...plain, ...shared })), ...locations };
  }
  // restic would show the one sign-in that is in its environment to both servers.
  if (from.kind === "rest-server" && to.kind === "rest-server")
    return {
      environment: {},
      args: [],
      source: addressWithSignIn(source),
      target: addressWithSignIn(target),
    };
  const [ofSource, ofTarget] = [await wayTo(files, source), await wayTo(files, target)];
  return {
    environment: { ...ofSource.environment, ...ofTarget.environment },
    args: [...ofSource.args, ...ofTarget.args],
    ...locations,
  };
}

function addressWithSignIn({ location, credentials }: RepositoryAccess): string {
  const { username, backendPassword = "" } = credentials;
  if (username === undefined) return location;
  const url = new URL(location.replace(/^rest:/, ""));
  url.username = encodeURIComponent(username);
  url.password = encodeURIComponent(backendPassword);
  return `rest:${url.href}`;
}
