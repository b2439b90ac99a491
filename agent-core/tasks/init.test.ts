import { join } from "node:path";
import { expect, test } from "vitest";
import { offerOf } from "../testing/offers.ts";
import { accessTo } from "../testing/restic-session.ts";
import { eachTestOnAStage, type Stage } from "../testing/stage.ts";
import { runSnapshots } from "./snapshots.ts";

let stage: Stage;
eachTestOnAStage((one) => {
  stage = one;
});

test("init makes a repository once and then opens it with its snapshots", async () => {
  const fresh = accessTo(join(stage.dir, "new/repository"));

  const made = await stage.init(fresh);
  await stage.backup([stage.source], {}, fresh);
  const opened = await stage.init(fresh);

  expect(made.summary?.repositoryCreated).toBe(true);
  expect(opened).toMatchObject({
    outcome: "success",
    summary: { repositoryCreated: false, snapshotCount: 1 },
  });
  expect(opened.repositoryResticId).toBe(made.repositoryResticId);
  expect(opened.snapshots).toMatchObject([{ hostname: "desk", tags: ["holdfast"], paths: [stage.source] }]);
});

test("init makes nothing where the password is wrong", async () => {
  const end = await stage.init(accessTo(stage.repository.location, "another password"));

  expect(end).toMatchObject({ outcome: "failure", exitCode: 12, failure: { code: "wrong-password" } });
});

test("the listing tells every snapshot", async () => {
  await stage.backup([stage.source]);
  await stage.backup([stage.source]);

  const end = await stage.perform(
    runSnapshots,
    offerOf({ kind: "snapshots", repository: stage.repository, spec: {} }),
  );

  expect(end).toMatchObject({ outcome: "success", summary: { snapshotCount: 2 } });
  expect(end.snapshots?.map(({ filesProcessed }) => filesProcessed)).toEqual([1, 1]);
});
