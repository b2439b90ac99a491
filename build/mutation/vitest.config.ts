import { defineConfig } from "vitest/config";

/** Only the tests of the module that is changed: each change is one more run of them. */
export default defineConfig({
  test: {
    root: process.cwd(),
    include: (process.env["HOLDFAST_MUTATION_TESTS"] ?? "").split(","),
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
