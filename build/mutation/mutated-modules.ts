/** A module whose tests must notice when its code is changed, with the tests that are meant to. */
export type MutatedModule = { name: string; files: string[]; tests: string[] };

const inFolder = (folder: string, ...names: string[]) =>
  names.map((name) => `orchestrator/${folder}/${name}`);

/** Of each module its rules: what decides, without the queries and routes around it. */
export const mutatedModules: readonly MutatedModule[] = [
  {
    name: "mutants of leases",
    files: inFolder("tasks", "leases.ts", "repository-lease.ts", "retry-rules.ts"),
    tests: inFolder("tasks", "leases.test.ts", "repository-lease.test.ts", "retry-rules.test.ts"),
  },
  {
    name: "mutants of the scheduler",
    files: inFolder(
      "schedule",
      ...["cron-occurrences.ts", "decide-slots.ts", "gap.ts", "jitter.ts", "occurrence.ts", "protection.ts"],
      ...["start-windows.ts", "wall-times.ts", "zone-segments.ts"],
    ),
    tests: inFolder(
      "schedule",
      ...[
        "decide-slots.test.ts",
        "gap.test.ts",
        "jitter.test.ts",
        "occurrence.test.ts",
        "protection.test.ts",
      ],
      "start-windows.test.ts",
    ),
  },
  {
    name: "mutants of access",
    files: inFolder("auth", "identify.ts", "password-rules.ts", "same-secret.ts", "throttle.ts"),
    tests: inFolder(
      "auth",
      ...["identify.test.ts", "password-rules.test.ts", "sign-in.test.ts"],
      ...["still-let-in.test.ts", "throttle.test.ts"],
    ),
  },
  {
    name: "mutants of sealing",
    files: ["orchestrator/secrets/seal.ts"],
    tests: ["orchestrator/secrets/seal.test.ts"],
  },
];
