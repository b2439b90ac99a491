import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { PruneSpec } from "#contract/maintenance";
import { offerOf } from "../testing/offers.ts";
import { eachTestOnAStage, type Stage } from "../testing/stage.ts";
import { runPrune } from "./prune.ts";

const POLICY = "019ab000-0000-7000-8000-0000000000c1";
const TAGS = ["holdfast", `policy:${POLICY}`];
let stage: Stage;
eachTestOnAStage((one) => {
  stage = one;
});

async function backUp(times: number, host: string, tags = TAGS): Promise<void> {
  for (let time = 0; time < times; time++) {
    await writeFile(join(stage.source, "a.txt"), `${host} ${time} ${"x".repeat(50_000)}`);
    const { outcome } = await stage.backup([stage.source], { host, tags });
    expect(outcome).toBe("success");
  }
}

function prune(
  retention: PruneSpec["policies"][number]["retention"],
  change: Partial<PruneSpec["guard"]> = {},
  ledger: Pick<PruneSpec, "frozen" | "knownSnapshots"> = {},
) {
  const spec: PruneSpec = {
    policies: [{ policyId: POLICY, policyName: "Documents", retention, hosts: [{ host: "desk" }] }],
    guard: {
      confirmed: false,
      mostRemovedShare: 0.3,
      fewestLeft: 3,
      youngSeconds: 0,
      retentionSettlesAfterSeconds: 86_400,
      mostClockOffsetMs: 300_000,
      ...change,
    },
    lockWaitSeconds: 0,
    ...ledger,
  };
  return stage.perform(runPrune, offerOf({ kind: "prune", repository: stage.repository, spec }));
}

test("the retention is applied to the machine and policy it belongs to and to nothing else", async () => {
  await backUp(4, "desk");
  await backUp(1, "laptop");
  await backUp(1, "desk", ["by-hand"]);

  const end = await prune({ keepLast: 3 });

  expect(end).toMatchObject({
    outcome: "success",
    summary: {
      snapshotsKept: 5,
      snapshotsRemoved: 1,
      retained: [{ policyId: POLICY, host: "desk", kept: 3, removed: 1 }],
    },
  });
  expect(end.summary?.bytesFreed).toBeGreaterThan(0);
  expect(end.snapshots?.map(({ hostname }) => hostname).sort()).toEqual([
    "desk",
    "desk",
    "desk",
    "desk",
    "laptop",
  ]);
});

test("a plan that removes too much keeps everything and says what to do, until a person confirms it", async () => {
  await backUp(4, "desk");

  const refused = await prune({ keepLast: 1 });
  const confirmed = await prune({ keepLast: 1 }, { confirmed: true });

  expect(refused).toMatchObject({
    outcome: "failure",
    failure: { code: "not-allowed-here" },
    summary: { snapshotsKept: 4, snapshotsRemoved: 0 },
  });
  expect(refused.failure?.message).toMatch("would remove 3 of 4 snapshots of desk");
  expect(confirmed).toMatchObject({ outcome: "success", summary: { snapshotsKept: 1, snapshotsRemoved: 3 } });
});

test("without a rule nothing is forgotten", async () => {
  await backUp(2, "desk");

  expect(await prune({}, { confirmed: true })).toMatchObject({
    outcome: "success",
    summary: { snapshotsKept: 2, snapshotsRemoved: 0, retained: [] },
  });
});

test("a damaged repository is not pruned", async () => {
  await backUp(2, "desk");
  const [pack = ""] = await stage.restic("list", "packs", "--no-lock", "--quiet");
  await rm(join(stage.repository.location, "data", pack.slice(0, 2), pack));

  const end = await prune({ keepLast: 5 });

  expect(end).toMatchObject({ outcome: "failure", failure: { code: "repository-damaged" } });
});

const ids = async () =>
  (JSON.parse((await stage.restic("snapshots", "--json", "--no-lock")).join("")) as { id: string }[]).map(
    ({ id }) => id,
  );

/** The attack of restic's own documentation: whoever may only append adds snapshots until a rule that counts drops the good ones. */
test("snapshots that somebody adds push no good one out, whatever their dates and whoever confirms", async () => {
  await backUp(3, "desk");
  const good = await ids();
  const knownSnapshots = good.map((id) => id.slice(0, 16));
  for (const time of ["2027-01-01 00:00:00", "2027-01-02 00:00:00", "2027-01-03 00:00:00"])
    await stage.restic(
      "backup",
      stage.source,
      "--host=desk",
      ...TAGS.map((tag) => `--tag=${tag}`),
      `--time=${time}`,
    );

  const careless = await stage.restic(
    "forget",
    "--dry-run",
    "--json",
    "--keep-last=3",
    "--group-by=host,tags",
    "--host=desk",
  );
  const held = await prune({ keepLast: 3 }, { confirmed: true }, { knownSnapshots });

  for (const id of good) expect(careless.join("")).toMatch(new RegExp(`"remove":.*${id}`));
  expect(held).toMatchObject({
    outcome: "failure",
    failure: {
      code: "not-allowed-here",
      message: expect.stringContaining("3 snapshots that Holdfast did not make"),
    },
    forgotten: [],
  });
  expect(held.snapshots).toHaveLength(6);
  expect(await ids()).toEqual(expect.arrayContaining(good));
});

test("what somebody took away is not pruned after", async () => {
  await backUp(3, "desk");
  const [first = "", ...rest] = await ids();
  await stage.restic("forget", first);

  const held = await prune(
    { keepLast: 5 },
    {},
    { knownSnapshots: [first, ...rest].map((id) => id.slice(0, 8)) },
  );

  expect(held.failure?.message).toContain(`1 snapshot missing, such as ${first.slice(0, 8)}`);
});

test("a frozen repository loses nothing, and a known one says what it lost", async () => {
  await backUp(4, "desk");
  const before = await ids();

  const frozen = await prune({ keepLast: 3 }, {}, { frozen: "Retention of this repository is frozen." });
  expect(frozen).toMatchObject({ outcome: "failure", failure: { code: "not-allowed-here" } });
  expect(await ids()).toEqual(before);

  const done = await prune({ keepLast: 3 }, {}, { knownSnapshots: before });
  expect(done).toMatchObject({ outcome: "success", forgotten: [before[0]] });
});
