import { type TrayIcon, trayShapes } from "./tray-state.ts";

/** Where a picture lies on a sheet of `resources/tray`; drawn there by build/tray-drawing.mjs. */
export type Cell = { column: number; row: number };
export type Palette = "template" | "colour";

const ROWS_OF_PALETTE = 3;

/** The one or two pictures that make an icon: the shape, and over it how far a run is. */
export function cellsOf({ shape, arc }: TrayIcon, palette: Palette): Cell[] {
  const row = palette === "template" ? 0 : ROWS_OF_PALETTE;
  const column = trayShapes.indexOf(shape);
  if (arc === undefined) return [{ column, row }];
  return [
    { column, row: row + 1 },
    { column: arc, row: row + 2 },
  ];
}

/** Two pictures that leave each other room, as one: pixel by pixel the sum of premultiplied values. */
export function laidOver(below: Uint8Array, above: Uint8Array): Uint8Array {
  return below.map((value, at) => Math.min(255, value + (above[at] ?? 0)));
}
