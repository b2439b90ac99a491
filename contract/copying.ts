import { environmentNames, schemeOf } from "./backend-credentials.ts";
import type { RepositoryAccess } from "./repository.ts";
import type { PlaceOfKind } from "./repository-place.ts";
import { isBucketInHost, placeIn } from "./restic-location.ts";

type Access = RepositoryAccess;
type S3 = Access & { place: PlaceOfKind<"s3"> };

const KEYS_DIFFER =
  "The two places are signed in to with different keys, and one restic knows only one set of keys for one kind of storage. Give both the same keys, or copy to a folder or another kind of server first, and from there to the second place.";
const REGIONS_DIFFER =
  "The two places are in different regions, and one restic knows only one. Enter the same region in both, or in neither where the servers need none, or copy to a folder or another kind of server first, and from there to the second place.";
const LOOKUPS_DIFFER =
  "One of the two places has its bucket in the path and the other one in the host name, and one restic knows only one way. Set both alike, or copy to a folder or another kind of server first, and from there to the second place.";

/**
 * restic copies with one environment and one set of options for both sides, so two places of one kind of storage must share what they
 * are reached with. Folders need nothing, and rest-servers and sftp servers can be told apart. Undefined where nothing is against it.
 */
export function reasonAgainstCopy(source: Access, target: Access): string | undefined {
  const [from, to] = [placeIn(source), placeIn(target)];
  if (from.kind === "s3" && to.kind === "s3") {
    const shared = sharedByS3({ ...source, place: from }, { ...target, place: to });
    return "reason" in shared ? shared.reason : undefined;
  }
  if (from.kind !== "other" || to.kind !== "other") return undefined;
  const scheme = schemeOf(from.location);
  // Two remotes of rclone are in one configuration of that machine.
  if (scheme === undefined || scheme === "rclone" || scheme !== schemeOf(to.location)) return undefined;
  const isShared = environmentNames[scheme].every((name) => given(source, name) === given(target, name));
  return isShared ? undefined : KEYS_DIFFER;
}

/** What both sides are told of S3. */
export function sharedByS3(
  source: S3,
  target: S3,
): Pick<Access, "region" | "bucketLookup"> | { reason: string } {
  if (keysOf(source) !== keysOf(target)) return { reason: KEYS_DIFFER };
  const region = sharedRegion(source, target);
  if (region === undefined) return { reason: REGIONS_DIFFER };
  const bucketLookup = sharedLookup(source, target);
  return bucketLookup === undefined ? { reason: LOOKUPS_DIFFER } : { ...region, ...bucketLookup };
}

function sharedRegion(source: S3, target: S3): Pick<Access, "region"> | undefined {
  if (source.region === target.region) return regionOrNone(source.region);
  // Amazon's addresses and buckets say it themselves.
  if ([source, target].every(({ place }) => /\.amazonaws\.com(\.cn)?\/?$/.test(place.endpoint))) return {};
  const isUnsaid = source.region === undefined || target.region === undefined;
  if (isUnsaid && source.place.endpoint === target.place.endpoint)
    return regionOrNone(source.region ?? target.region);
  return undefined;
}

function sharedLookup(source: S3, target: S3): Pick<Access, "bucketLookup"> | undefined {
  const { bucketLookup } = source;
  if (bucketLookup === target.bucketLookup) return bucketLookup === undefined ? {} : { bucketLookup };
  const isInHost = isBucketInHost(source.place, source);
  if (isInHost !== isBucketInHost(target.place, target)) return undefined;
  return { bucketLookup: isInHost ? "dns" : "path" };
}

const regionOrNone = (region: string | undefined) => (region === undefined ? {} : { region });

const keysOf = ({ credentials: { accessKeyId, secretAccessKey, sessionToken } }: Access) =>
  JSON.stringify([accessKeyId, secretAccessKey, sessionToken]);

const given = ({ credentials: { environment } }: Access, name: keyof NonNullable<Environment>) =>
  environment?.[name];
type Environment = Access["credentials"]["environment"];
