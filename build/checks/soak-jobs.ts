/** One kind of long test: so many units, done in batches of a few minutes so that a stop loses little. */
export type SoakJob = {
  name: string;
  /** The tests that do it. */
  file: string;
  total: number;
  batch: number;
  environment: (first: number, count: number) => Record<string, string>;
};

const HISTORIES = 500;
/** Every second batch has the usual mix of events, the others one of their own. */
const mixFor = (batch: number) => (batch % 2 === 0 ? "0" : String(batch));

const zones = Intl.supportedValuesOf("timeZone");

export const soakJobs: SoakJob[] = [
  {
    name: "random kills",
    file: "e2e/kill.test.ts",
    total: 1_000,
    batch: 50,
    environment: (_, count) => ({ HOLDFAST_KILLS: String(count) }),
  },
  {
    name: "power cuts",
    file: "e2e/system/power-cut.test.ts",
    total: 200,
    batch: 20,
    environment: (_, count) => ({ HOLDFAST_POWER_CUTS: String(count) }),
  },
  {
    name: "leases against a model",
    file: "orchestrator/model/model.test.ts",
    total: 20_000,
    batch: HISTORIES,
    environment: (first, count) => ({
      HOLDFAST_MODEL_RUNS: String(count),
      HOLDFAST_MODEL_COMMANDS: "200",
      HOLDFAST_MODEL_MIX: mixFor(first / HISTORIES),
    }),
  },
  {
    name: "partitions of a follower",
    file: "orchestrator/upstream/partition.test.ts",
    total: 2_000,
    batch: 100,
    environment: (_, count) => ({ HOLDFAST_PARTITIONS: String(count) }),
  },
  {
    name: "hostile requests",
    file: "orchestrator/http/fuzz",
    total: 200_000,
    batch: 10_000,
    environment: (_, count) => ({ HOLDFAST_FUZZ_REQUESTS: String(count) }),
  },
  {
    name: "every time zone",
    file: "orchestrator/schedule/all-zones.test.ts",
    total: zones.length,
    batch: 10,
    environment: (first, count) => ({
      HOLDFAST_ZONES: zones.slice(first, first + count).join(","),
      HOLDFAST_ZONE_YEARS: "20",
    }),
  },
];
