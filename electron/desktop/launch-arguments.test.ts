import { expect, test } from "vitest";
import { parseLaunchArguments } from "./launch-arguments.ts";

test("our flags are found among those of Chromium", () => {
  const parsed = parseLaunchArguments([
    "--no-sandbox",
    "--lang=de",
    "--hidden",
    "/opt/app",
    "--data-dir=/tmp/x",
  ]);

  expect(parsed).toEqual({
    hidden: true,
    backUpNow: false,
    dataDir: "/tmp/x",
    smokeTest: false,
    smokeScreenshot: undefined,
  });
});

test("a flag without its value counts as not given", () => {
  expect(parseLaunchArguments(["--data-dir"]).dataDir).toBeUndefined();
});

test("the second form of a value is read too", () => {
  const parsed = parseLaunchArguments(["--smoke-test", "--smoke-screenshot", "/tmp/a.png"]);

  expect(parsed.smokeTest).toBe(true);
  expect(parsed.smokeScreenshot).toBe("/tmp/a.png");
});
