import { expect, test } from "vitest";
import { reasonAgainstCopy } from "./copying.ts";
import type { RepositoryAccess } from "./repository.ts";

type Details = Omit<Partial<RepositoryAccess>, "credentials"> & {
  credentials?: Partial<RepositoryAccess["credentials"]>;
};

function at(location: string, { credentials, ...details }: Details = {}): RepositoryAccess {
  const [scheme = ""] = location.split(":");
  const kinds = { rest: "rest-server", s3: "s3", sftp: "sftp" } as const;
  const kind = location.startsWith("/") ? "fs" : (kinds[scheme as keyof typeof kinds] ?? "other");
  const id = "019ab000-0000-7000-8000-000000000002";
  return { id, kind, location, ...details, credentials: { password: "x", ...credentials } };
}

const keys = { credentials: { accessKeyId: "A", secretAccessKey: "a" } };
const otherKeys = { credentials: { accessKeyId: "B", secretAccessKey: "b" } };
const b2 = (B2_ACCOUNT_ID: string) => ({ credentials: { environment: { B2_ACCOUNT_ID } } });
const remote = (RCLONE_CONFIG_PASS?: string) => ({
  credentials: { environment: RCLONE_CONFIG_PASS === undefined ? {} : { RCLONE_CONFIG_PASS } },
});

const kinds = [
  at("/mnt/disk"),
  at("rest:https://nas/"),
  at("s3:https://one/bucket", keys),
  at("sftp://anna@nas:22//srv"),
  at("b2:bucket:desk", b2("1")),
  at("rclone:drive:desk", remote("1")),
];

test("any kind of place is copied to any other one, both ways", () => {
  const pairs = kinds.flatMap((one) => kinds.map((two) => [one, two] as const));

  expect(pairs.flatMap((pair) => reasonAgainstCopy(...pair) ?? [])).toEqual([]);
});

test.each<[string, RepositoryAccess, RepositoryAccess]>([
  [
    "rest-servers with different sign-ins",
    at("rest:https://a/"),
    at("rest:https://b/", { credentials: { username: "anna" } }),
  ],
  [
    "sftp servers with different keys",
    at("sftp://a@nas:22//x"),
    at("sftp://a@nas:22//y", { credentials: { privateKey: "key" } }),
  ],
  ["remotes of rclone", at("rclone:a:x", remote()), at("rclone:b:x", remote("1"))],
  [
    "Amazon's regions",
    at("s3:https://s3.eu-west-1.amazonaws.com/first", { ...keys, region: "eu-west-1" }),
    at("s3:https://s3.amazonaws.com/second", keys),
  ],
  [
    "one server of which one place names the region",
    at("s3:https://one/first", keys),
    at("s3:https://one/second", { ...keys, region: "garage" }),
  ],
  [
    "two ways to say the same",
    at("s3:https://one/first", keys),
    at("s3:https://two/second", { ...keys, bucketLookup: "path" }),
  ],
])("between %s nothing is against a copy", (_, source, target) => {
  expect([reasonAgainstCopy(source, target), reasonAgainstCopy(target, source)]).toEqual([
    undefined,
    undefined,
  ]);
});

test.each<[RegExp, RepositoryAccess, RepositoryAccess]>([
  [
    /different keys.* the same keys/,
    at("s3:https://one/first", keys),
    at("s3:https://two/second", otherKeys),
  ],
  [/different keys/, at("s3:https://one/first", keys), at("s3:https://one/second")],
  [/different keys/, at("b2:one:x", b2("1")), at("b2:two:x", b2("2"))],
  [
    /same region/,
    at("s3:https://one/first", keys),
    at("s3:https://two/second", { ...keys, region: "garage" }),
  ],
  [
    /in the path/,
    at("s3:https://one/first", keys),
    at("s3:https://two/second", { ...keys, bucketLookup: "dns" }),
  ],
])("what one restic cannot do says so, and what to do instead: %s", (reason, source, target) => {
  for (const said of [reasonAgainstCopy(source, target), reasonAgainstCopy(target, source)]) {
    expect(said).toMatch(reason);
    expect(said).toContain("copy to a folder or another kind of server first");
  }
});
