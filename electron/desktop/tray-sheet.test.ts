import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { cellsOf, laidOver } from "./tray-sheet.ts";
import { ARC_STEPS, trayShapes } from "./tray-state.ts";

const SIZES = [16, 22, 24, 32, 44];

/** Width and height as the header of a PNG tells them. */
function sizeOf(path: string): { width: number; height: number } {
  const header = readFileSync(new URL(path, import.meta.url)).subarray(16, 24);
  return { width: header.readUInt32BE(0), height: header.readUInt32BE(4) };
}

test.each(SIZES)("every picture lies within the sheet of size %i", (size) => {
  const { width, height } = sizeOf(`../../resources/tray/tray-${size}.png`);
  const arcs = [undefined, ...Array.from({ length: ARC_STEPS + 1 }, (_, arc) => arc)];
  const cells = trayShapes.flatMap((shape) =>
    arcs.flatMap((arc) => [...cellsOf({ shape, arc }, "template"), ...cellsOf({ shape, arc }, "colour")]),
  );

  for (const { column, row } of cells) {
    expect(column).toBeGreaterThanOrEqual(0);
    expect((column + 1) * size).toBeLessThanOrEqual(width);
    expect((row + 1) * size).toBeLessThanOrEqual(height);
  }
});

test("a run adds its arc over a shape that leaves room for it", () => {
  expect(cellsOf({ shape: "late", arc: undefined }, "colour")).toEqual([{ column: 3, row: 3 }]);
  expect(cellsOf({ shape: "late", arc: 5 }, "template")).toEqual([
    { column: 3, row: 1 },
    { column: 5, row: 2 },
  ]);
});

test("two pictures become one, and no pixel runs over", () => {
  expect([...laidOver(Uint8Array.of(0, 10, 200), Uint8Array.of(7, 0, 100))]).toEqual([7, 10, 255]);
});
