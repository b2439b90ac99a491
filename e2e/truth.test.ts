import { expect, test } from "vitest";
import { compareSurfaces } from "./truth/compare-surfaces.ts";
import { seed } from "./truth/seed.ts";

test(`page, tray, API and CSV say the same of 12 made-up histories (HOLDFAST_SEED=${seed})`, async () => {
  const disagreements = await compareSurfaces(12);

  expect(disagreements).toEqual([]);
}, 300_000);
