import { mkdir, readdir, rm, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { offerOf } from "../testing/offers.ts";
import { makeStage, makeTemplate, type Stage } from "../testing/stage.ts";
import { runDrill } from "./drill.ts";

let template: Awaited<ReturnType<typeof makeTemplate>>;
let stage: Stage;
let snapshotId: string;
/** Node sets a file's time in fractions that it rounds: only a whole second can be set twice alike. */
const WHOLE_SECOND = new Date("2026-01-02T03:04:05Z");

beforeAll(async () => {
  template = await makeTemplate();
  stage = await makeStage(template);
  for (const name of ["b.txt", "c.txt", "[d]*.txt"]) await writeFile(join(stage.source, name), name);
  await utimes(join(stage.source, "b.txt"), WHOLE_SECOND, WHOLE_SECOND);
  snapshotId = (await stage.backup([stage.source])).snapshotId ?? "";
});
afterAll(async () => {
  await stage.clear();
  await rm(template.dir, { recursive: true });
});

const drill = (spec: object = {}, neverRead: string[] = []) =>
  stage.perform(
    (context) => runDrill({ neverRead }, context),
    offerOf({
      kind: "drill",
      repository: stage.repository,
      spec: { snapshotId, compareLive: true, files: 10, mostBytes: 1_000_000, ...spec },
    }),
  );

test("a drill restores files, compares them with the live ones, and leaves nothing behind", async () => {
  const end = await drill();

  expect(end).toEqual({
    outcome: "success",
    exitCode: 0,
    summary: {
      drillSnapshotId: snapshotId,
      filesChosen: 4,
      filesRestored: 4,
      filesVerified: 4,
      filesCompared: 4,
      filesDiffering: 0,
      bytesRestored: 23,
    },
  });
  expect((await readdir(join(stage.dir, "agent/tmp"))).filter((name) => name.startsWith("drill"))).toEqual(
    [],
  );
});

test("a live file that the local rules keep from being read is not compared", async () => {
  const end = await drill({}, [join(stage.source, "c.txt")]);

  expect(end).toMatchObject({ outcome: "success", summary: { filesVerified: 4, filesCompared: 3 } });
});

test("a live file that was changed in silence is found, one that was changed openly is not compared", async () => {
  const [silent, open] = [join(stage.source, "b.txt"), join(stage.source, "c.txt")];
  await writeFile(silent, "B.TXT");
  await utimes(silent, WHOLE_SECOND, WHOLE_SECOND);
  await writeFile(open, "another text");

  const end = await drill();

  expect(end).toMatchObject({
    outcome: "warning",
    summary: { filesVerified: 4, filesCompared: 3, filesDiffering: 1 },
    items: [{ path: silent, message: expect.stringContaining("differs from the backup") }],
  });
});

test("a drill of what is damaged in the repository is a failure", async () => {
  const data = join(stage.repository.location, "data");
  await rm(data, { recursive: true });
  await mkdir(data);

  const end = await drill({ compareLive: false });

  expect(end).toMatchObject({ outcome: "failure" });
  expect(end.summary?.filesVerified).toBeUndefined();
});
