import { expect, test } from "vitest";
import { mirrorIn } from "./apt-mirror.ts";

test("the mirror of whole suites is taken, not that of security updates or of somebody else", () => {
  const targets = [
    "Elsewhere|stable|https://packages.example/",
    "Debian|bookworm-security|http://mirror.example/debian-security/",
    "Debian|bookworm|http://mirror.example/debian/",
  ].join("\n");

  expect(mirrorIn(targets)).toEqual({ origin: "Debian", uri: "http://mirror.example/debian/" });
});

test("a system whose apt knows neither Debian nor Ubuntu has none", () => {
  expect(mirrorIn("Elsewhere|stable|https://packages.example/\n")).toBeUndefined();
});
