import { expect, test } from "vitest";
import { diagnosticsText } from "./diagnostics.ts";
import { aProblem, aStatus } from "./testing/sample-status.ts";

const about = {
  appVersion: "1.2.3",
  versions: { electron: "45.4.1" },
  system: "linux x64",
  dataDir: "/data",
  install: "clone",
  at: "2026-11-24T12:00:00.000Z",
};
const core = { kind: "running", isOwn: true, url: "http://127.0.0.1:8484", token: "do-not-tell" } as const;

test("the report says what runs and what is wrong, and never the token", () => {
  const known = {
    status: aStatus({ problems: [aProblem()] }),
    policies: [],
    appVersion: "1.2.3",
    notices: [],
  };
  const text = diagnosticsText({ core, known, quitsAfterRun: false }, about);

  expect(text).toContain("electron 45.4.1");
  expect(text).toContain("http://127.0.0.1:8484, started by the app");
  expect(text).toContain("Problem (at-risk): Documents: backup failed 2 h ago");
  expect(text).not.toContain("do-not-tell");
});

test("a core that is down is reported with its reason", () => {
  const down = { kind: "down", reason: "The disk is full.", retryAt: 0 } as const;
  const text = diagnosticsText({ core: down, known: undefined, quitsAfterRun: false }, about);

  expect(text).toContain("Core: down (The disk is full.)");
  expect(text).toContain("Status: not known");
});
