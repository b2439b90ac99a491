import { cp, mkdir, mkdtemp, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { compareFiles } from "./compare-files.ts";

const WRITTEN_AT = new Date("2026-11-24T12:00:00.000Z");

/** Three files as they were backed up, and the same restored for practice. */
async function restoredFiles() {
  const dir = await mkdtemp(join(tmpdir(), "holdfast-compare-"));
  onTestFinished(() => rm(dir, { recursive: true }));
  const target = join(dir, "drill");
  await mkdir(join(dir, "live"));
  const chosen = ["a", "b", "c"].map((name) => ({
    ...{ path: join(dir, "live", name), name, type: "file" as const, sizeBytes: 1 },
    modifiedAt: WRITTEN_AT.toISOString(),
  }));
  for (const file of chosen) {
    await writeFile(file.path, file.name);
    await utimes(file.path, WRITTEN_AT, WRITTEN_AT);
    await cp(file.path, join(target, file.path), { recursive: true });
  }
  return { chosen, target };
}

test.skipIf(process.platform === "win32")(
  "a drive that falls silent is asked once; what came back still counts (paths of Unix)",
  async () => {
    const { chosen, target } = await restoredFiles();
    const asked: string[] = [];
    const where = { target, compareLive: true, neverRead: [] };

    const all = await compareFiles(chosen, where);
    const some = await compareFiles(chosen, { ...where, answers: async (path) => asked.push(path) < 2 });

    expect(all).toMatchObject({ restored: 3, compared: 3, differing: [] });
    expect(some).toMatchObject({ restored: 3, compared: 1, differing: [] });
    expect(asked).toHaveLength(2);
  },
);
