import { AwsV4Signer } from "aws4fetch";
import type { RepositoryAccess } from "#contract/repository";
import { placeIn } from "#contract/restic-location";
import { type Answer, ask } from "./connection.ts";
import { bucketUrl } from "./server-of.ts";

export type S3Answer = (Answer & { code: string }) | { problem: string };
const DEFAULT_REGION = "us-east-1";

/** Reads the repository's config, a hundred bytes: one answer tells whether region, keys, bucket and repository are right. */
export function getConfig(repository: RepositoryAccess, patienceMs: number): Promise<S3Answer> {
  return send(repository, { method: "GET", key: "config" }, patienceMs);
}

/** Deletes what is not there: who may delete is told that it is done, who may not is refused. */
export function deleteNothing(repository: RepositoryAccess, patienceMs: number): Promise<S3Answer> {
  return send(repository, { method: "DELETE", key: `data/00/holdfast-${crypto.randomUUID()}` }, patienceMs);
}

type Wanted = { method: string; key: string };

async function send(repository: RepositoryAccess, wanted: Wanted, patienceMs: number): Promise<S3Answer> {
  const region = repository.region ?? DEFAULT_REGION;
  const answer = await sendTo(region, repository, wanted, patienceMs);
  const named = "body" in answer ? wordIn(answer.body, "Region") : "";
  // A bucket elsewhere says so, and restic asks for that by itself.
  if (repository.region !== undefined || named === "" || named === region) return answer;
  return await sendTo(named, repository, wanted, patienceMs);
}

async function sendTo(
  region: string,
  repository: RepositoryAccess,
  { method, key }: Wanted,
  patienceMs: number,
): Promise<S3Answer> {
  const place = placeIn(repository);
  if (place.kind !== "s3") return { problem: "the location is not of S3" };
  const url = bucketUrl(place, repository);
  const parts = [url.pathname.replace(/^\/+|\/+$/g, ""), place.prefix ?? "", key].filter(
    (part) => part !== "",
  );
  url.pathname = `/${parts.join("/")}`;
  const { accessKeyId, secretAccessKey, sessionToken } = repository.credentials;
  const headers: Record<string, string> = {};
  if (accessKeyId !== undefined && secretAccessKey !== undefined) {
    const signed = await new AwsV4Signer({
      url: url.href,
      method,
      accessKeyId,
      secretAccessKey,
      ...(sessionToken !== undefined && { sessionToken }),
      service: "s3",
      region,
    }).sign();
    signed.headers.forEach((value, name) => {
      if (name !== "host") headers[name] = value;
    });
  }
  const answer = await ask({ url, method, headers, ca: repository.caCertificate }, patienceMs);
  return "problem" in answer ? answer : { ...answer, code: wordIn(answer.body, "Code") };
}

/** Error messages are a few lines of XML. */
function wordIn(xml: string, element: "Code" | "Region"): string {
  return new RegExp(`<${element}>([A-Za-z0-9-]{1,100})</${element}>`).exec(xml)?.[1] ?? "";
}
