import { expect, test } from "vitest";
import { deepLinkIn, pageOfDeepLink } from "./deep-link.ts";
import { RUN } from "./testing/sample-status.ts";

test("a link opens the page that it names", () => {
  expect(pageOfDeepLink(`holdfast://runs/${RUN}`)).toBe(`/runs/${RUN}`);
  expect(pageOfDeepLink("holdfast://runs/")).toBe("/runs");
  expect(pageOfDeepLink(`holdfast://policies/${RUN}`)).toBe(`/policies/${RUN}/edit`);
  expect(pageOfDeepLink("HOLDFAST://restore")).toBe("/restore");
});

test("a join code only fills the form", () => {
  expect(pageOfDeepLink("holdfast://join/hf1-AbC.d_e")).toBe("/settings/computer?code=hf1-AbC.d_e");
});

test.each([
  "https://runs/1",
  "holdfast://runs/../settings",
  "holdfast://runs/1",
  "holdfast:///etc/passwd",
  "holdfast://evil.example/runs",
  "holdfast://api/v1/me",
  "holdfast://runs/%2e%2e",
  "holdfast://runs?agent=x",
  "holdfast://join/",
  "holdfast://join/a b c d e f g h",
  `holdfast://join/abcdefgh?confirm=true`,
  `holdfast://restore/${RUN}`,
])("%s opens nothing", (link) => {
  expect(pageOfDeepLink(link)).toBeUndefined();
});

test("the link is found among what the system and Chromium put on the command line", () => {
  expect(deepLinkIn(["--hidden", "--no-sandbox", "holdfast://runs", "/app"])).toBe("holdfast://runs");
  expect(deepLinkIn(["--hidden"])).toBeUndefined();
});
