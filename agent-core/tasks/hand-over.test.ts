import { chown, mkdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { restoreSpecOf } from "../testing/offers.ts";
import { eachTestOnAStage, type Stage } from "../testing/stage.ts";

const ANNA = 1000;
const isRoot = process.getuid?.() === 0;

let stage: Stage;
eachTestOnAStage((one) => {
  stage = one;
});

test.skipIf(!isRoot)(
  `what root restores into a new folder of a home can be opened by whoever lives there${isRoot ? "" : " (skipped: it needs root)"}`,
  async () => {
    const home = join(stage.dir, "anna");
    await mkdir(home);
    await chown(home, ANNA, ANNA);
    const { snapshotId = "" } = await stage.backup([stage.source]);
    const spec = (target: string) =>
      restoreSpecOf(snapshotId, { target, paths: [join(stage.source, "a.txt")] });

    await stage.restore(spec(join(home, "Restored", "today")));
    await stage.restore(spec(join(stage.dir, "of root")));

    const ownerOf = async (path: string) => (await stat(path)).uid;
    expect(await ownerOf(join(home, "Restored"))).toBe(ANNA);
    expect(await ownerOf(join(home, "Restored", "today"))).toBe(ANNA);
    expect(await ownerOf(join(home, "Restored", "today", "a.txt"))).toBe(0);
    expect(await ownerOf(join(stage.dir, "of root"))).toBe(0);
  },
);
