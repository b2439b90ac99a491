import { writeFileSync } from "node:fs";
import type { Reporter, TestCase, TestModule } from "vitest/node";
import type { TestCounts } from "./test-counts.ts";

/** Writes down how many tests ended how, and why some were skipped, for `npm test` to add up. */
export default class CountsReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly unknown[]): void {
    const target = process.env["HOLDFAST_TEST_COUNTS"];
    if (target !== undefined)
      writeFileSync(target, JSON.stringify(countsOf(modules, unhandledErrors.length)));
  }
}

function countsOf(modules: readonly TestModule[], unhandled: number): TestCounts {
  const tests = modules.flatMap((module) => [...module.children.allTests()]);
  const ended = (state: string) => tests.filter((test) => test.result().state === state);
  // A file that cannot be loaded has no tests that could fail.
  const broken = modules.filter((module) => module.errors().length > 0);
  return {
    passed: ended("passed").length,
    failed: ended("failed").length + ended("pending").length + broken.length + unhandled,
    skipped: ended("skipped").map((test) => ({ name: test.fullName, reason: reasonOf(test) })),
  };
}

function reasonOf(test: TestCase): string {
  const result = test.result();
  return (result.state === "skipped" ? result.note : undefined) ?? "";
}
