import { join } from "node:path";
import { app, type NativeImage, nativeImage } from "electron";
import { type Cell, cellsOf, laidOver, type Palette } from "./tray-sheet.ts";
import type { TrayIcon } from "./tray-state.ts";

type Density = { size: number; scaleFactor: number };

/** The menu bar of macOS wants black pictures that it tints itself; the others show colour. */
const palette: Palette = process.platform === "darwin" ? "template" : "colour";

const DENSITIES: Density[] =
  process.platform === "linux"
    ? [
        { size: 22, scaleFactor: 1 },
        { size: 44, scaleFactor: 2 },
      ]
    : [
        { size: 16, scaleFactor: 1 },
        { size: 24, scaleFactor: 1.5 },
        { size: 32, scaleFactor: 2 },
      ];

export function trayImage(icon: TrayIcon): NativeImage {
  const image = nativeImage.createEmpty();
  for (const density of DENSITIES) {
    const { size, scaleFactor } = density;
    const buffer = picture(cellsOf(icon, palette), size);
    image.addRepresentation({ scaleFactor, width: size, height: size, buffer });
  }
  image.setTemplateImage(palette === "template");
  return image;
}

export const windowIcon = () => nativeImage.createFromPath(join(app.getAppPath(), "resources", "icon.png"));

function picture(cells: Cell[], size: number): Buffer {
  const sheet = nativeImage.createFromPath(join(app.getAppPath(), "resources", "tray", `tray-${size}.png`));
  const pixels = cells.map(({ column, row }) =>
    sheet.crop({ x: column * size, y: row * size, width: size, height: size }).toBitmap(),
  );
  const whole = pixels.reduce<Uint8Array>(laidOver, new Uint8Array(size * size * 4));
  return nativeImage.createFromBitmap(Buffer.from(whole), { width: size, height: size }).toPNG();
}
