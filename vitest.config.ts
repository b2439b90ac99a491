import { defineConfig } from "vitest/config";

export default defineConfig({
  // Pages are rendered by React as it is shipped.
  oxc: { jsx: { development: false } },
  test: {
    // By default one core is left free, which on a machine of two leaves one: half of the time of the suite is waiting.
    maxWorkers: "100%",
    // V8 of Node 24 may end a worker when it frees WebAssembly (nodejs/node 64500).
    execArgv: ["--no-wasm-code-gc"],
    // Programs that tests start speak English, whatever whoever runs them speaks.
    env: { LC_ALL: "C.UTF-8" },
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          include: ["{contract,agent-core,orchestrator,electron,renderer,build}/**/*.test.{ts,tsx}"],
          exclude: ["orchestrator/db/postgres/**", "**/node_modules/**"],
          testTimeout: 20_000,
          hookTimeout: 30_000,
        },
      },
      {
        extends: true,
        test: {
          name: "whole",
          include: ["e2e/*.test.ts"],
          testTimeout: 300_000,
          hookTimeout: 60_000,
          fileParallelism: false,
        },
      },
      {
        extends: true,
        test: {
          name: "system",
          include: ["e2e/system/**/*.test.ts"],
          testTimeout: 300_000,
          hookTimeout: 120_000,
          fileParallelism: false,
        },
      },
      {
        extends: true,
        test: {
          name: "postgres",
          include: ["orchestrator/**/*.test.ts"],
          // What is about the file of SQLite, and what takes long and asks little of a database.
          exclude: [
            "orchestrator/{model,move,http/fuzz}/**",
            "orchestrator/db/*.test.ts",
            "orchestrator/http/regular-expressions.test.ts",
            "orchestrator/auth/passwords.test.ts",
            "orchestrator/maintenance/retention-after-loss.test.ts",
            "orchestrator/runs/history-at-scale.test.ts",
            "orchestrator/schedule/{all-zones,occurrence.property}.test.ts",
            "orchestrator/status/{database-problem,how-machines-are,problems}.test.ts",
            "orchestrator/upstream/partition.test.ts",
          ],
          globalSetup: "orchestrator/db/postgres/cluster-setup.ts",
          setupFiles: "orchestrator/db/postgres/on-server-setup.ts",
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: "soak",
          include: [
            "e2e/kill.test.ts",
            "e2e/system/power-cut.test.ts",
            "orchestrator/{model,http/fuzz}/**/*.test.ts",
            "orchestrator/schedule/all-zones.test.ts",
            "orchestrator/upstream/partition.test.ts",
          ],
          testTimeout: 3_600_000,
          hookTimeout: 120_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
