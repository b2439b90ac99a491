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

test("each system of it has a checksum of its own", () => {
  const { platforms, checksumsPublishedAt, downloads } = currentRelease();
  const sums = Object.values(platforms).map(({ sha256 }) => sha256);

  expect(new Set(sums).size).toBe(sums.length);
  expect(checksumsPublishedAt).toBe(`${downloads}SHA256SUMS`);
  const without = { ...currentRelease(), platforms: { "linux-x64": { file: "restic.bz2", sha256: null } } };
  expect(resticRelease.safeParse(without).success).toBe(false);
});
