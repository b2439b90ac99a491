import { expect, test } from "vitest";
import { createFileDraw } from "./choose-files.ts";

const now = new Date("2026-11-24T12:00:00Z");
const RECENT = "2026-11-20T12:00:00Z";
const OLD = "2020-01-01T12:00:00Z";

const file = (name: string, sizeBytes: number, modifiedAt = OLD) => ({
  path: `/${name}`,
  name,
  type: "file" as const,
  sizeBytes,
  modifiedAt,
});

/** Numbers that look random and are the same every time. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
    return (state + 1) / (2 ** 32 + 1);
  };
}

test("recent and large files are drawn more often than old small ones, and each has a chance", () => {
  const drawn = { old: 0, large: 0, recent: 0 };
  const random = seeded(7);

  for (let round = 0; round < 300; round++) {
    const draw = createFileDraw({ files: 30, mostBytes: 1e12 }, now, random);
    for (let index = 0; index < 100; index++) {
      draw.see(file(`old-${index}`, 1));
      draw.see(file(`large-${index}`, 1_000_000));
      draw.see(file(`recent-${index}`, 1, RECENT));
    }
    for (const { name } of draw.files()) drawn[name.split("-")[0] as keyof typeof drawn]++;
  }

  expect(drawn.old + drawn.large + drawn.recent).toBe(9_000);
  expect(drawn.old).toBeGreaterThan(100);
  expect(drawn.recent).toBeGreaterThan(drawn.old * 2);
  expect(drawn.large).toBeGreaterThan(drawn.recent);
});

test("all files together are no larger than allowed, and folders and links are none", () => {
  const draw = createFileDraw({ files: 10, mostBytes: 100 }, now, seeded(7));
  for (const size of [60, 30, 50, 5, 101]) draw.see(file(String(size), size));
  draw.see({ path: "/d", name: "d", type: "dir" });

  expect(draw.files().map(({ name }) => name)).toEqual(["5", "30", "50"]);
});
