import { expect, test } from "vitest";
import { kitsToMake } from "./kits-to-make.ts";

const at = "2026-11-24T14:00:00.000Z";
const noKit = { madeAt: null, checkedAt: null, stale: false };
const goodKit = { madeAt: at, checkedAt: null, stale: false };
const staleKit = { madeAt: at, checkedAt: null, stale: true };
const used = { kit: noKit, managedBy: null, parentId: null, policyCount: 1 };

test("a kit that opens nothing any more is asked for like one that was never made", () => {
  const fresh = { ...used, name: "fresh" };
  const kept = { ...used, name: "kept", kit: goodKit };
  const moved = { ...used, name: "moved", kit: staleKit };

  expect(kitsToMake([fresh, kept, moved])).toEqual({ never: [fresh], stale: [moved] });
});

test.each([
  ["nothing is backed up into it", { policyCount: 0 }],
  ["another Holdfast manages it", { managedBy: "NAS" }],
  ["the kit of its place opens it", { parentId: "01936a5e-0000-7000-8000-000000000001" }],
])("nobody is reminded where %s", (_, changes) => {
  const repositories = [noKit, staleKit].map((kit) => ({ ...used, kit, ...changes }));

  expect(kitsToMake(repositories)).toEqual({ never: [], stale: [] });
});
