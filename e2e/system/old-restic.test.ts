import { join } from "node:path";
import { expect, test } from "vitest";
import { newPlace } from "../../electron/cli/testing/holdfast-process.ts";
import { startWholeCore } from "../whole-core.ts";
import { endedRun, makeFiles, protect } from "./backed-up-folder.ts";

test("a restic that is too old is named as such, and nothing is backed up with it", async (context) => {
  const { HOLDFAST_OLD_RESTIC: restic } = process.env;
  if (restic === undefined) context.skip("no old restic is here; npm run test:system brings one");
  const place = newPlace({ HOLDFAST_RESTIC: restic });
  const source = makeFiles(place.folder);
  const core = await startWholeCore(place);

  const { repositoryId } = await protect(core, source, {
    kind: "fs",
    name: "Disk",
    path: join(place.folder, "disk"),
    password: "open sesame",
    perAgent: false,
  });

  expect(await endedRun(core, { repository: repositoryId })).toMatchObject({
    status: "failure",
    failure: { code: "restic-too-old" },
    snapshotId: null,
  });
  await core.stop();
});
