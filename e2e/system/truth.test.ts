import { expect, test } from "vitest";
import { compareSurfaces } from "../truth/compare-surfaces.ts";
import { seed } from "../truth/seed.ts";

test(`page, tray, API and CSV say the same of 500 made-up histories (HOLDFAST_SEED=${seed})`, async () => {
  const disagreements = await compareSurfaces(500);

  expect(disagreements).toEqual([]);
}, 3_600_000);
