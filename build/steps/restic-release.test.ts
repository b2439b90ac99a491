import { expect, test } from "vitest";
import { MINIMUM_RESTIC } from "#contract/version";
import { currentRelease, resticRelease } from "./restic-release.ts";
import { isNewEnough } from "./restic-version.ts";

test("the release that is fetched is new enough and there for the systems Holdfast runs on", () => {
  const { version, platforms } = currentRelease();

  expect(isNewEnough(version, MINIMUM_RESTIC)).toBe(true);
  expect(Object.keys(platforms)).toEqual(
    expect.arrayContaining(["linux-x64", "darwin-arm64", "windows-x64"]),
  );
});

test("a checksum is not accepted without the place where it was read", () => {
  const release = currentRelease();
  const platforms = { "linux-x64": { file: "restic.bz2", sha256: "0".repeat(64) } };

  expect(resticRelease.safeParse({ ...release, platforms, checksumsReadFrom: null }).success).toBe(false);
  expect(
    resticRelease.safeParse({ ...release, platforms, checksumsReadFrom: "https://example.org/SHA256SUMS" })
      .success,
  ).toBe(true);
});
