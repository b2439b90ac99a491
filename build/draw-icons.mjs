// Draws every PNG of the app and the tray from resources/icon.svg. Run by hand when the drawing changes, with the path of a Chromium:
//   npm exec -- node build/draw-icons.mjs /usr/bin/chromium
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright";
import { icns } from "./icns.mjs";
import { ico } from "./ico.mjs";
import { SHEET_COLUMNS, SHEET_ROWS, traySheet } from "./tray-drawing.mjs";

const TRAY_SIZES = [16, 22, 24, 32, 44];
const ICO_SIZES = [16, 20, 24, 32, 48, 64, 256];
const [executablePath] = process.argv.slice(2);
const at = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url));

const drawing = readFileSync(at("resources/icon.svg"), "utf8");
const shieldPath = /<path id="shield" d="([^"]+)"/.exec(drawing)?.[1];
if (shieldPath === undefined) throw new Error("resources/icon.svg has no path with the id shield.");

const browser = await chromium.launch({ executablePath });
try {
  const page = await browser.newPage();
  for (const size of TRAY_SIZES) {
    const sheet = traySheet({ size, shieldPath });
    await draw(page, sheet, size * SHEET_COLUMNS, size * SHEET_ROWS, `resources/tray/tray-${size}.png`);
  }
  await draw(page, drawing, 256, 256, "resources/icon.png");
  await draw(page, drawing, 1024, 1024, "build/packaging/icon.png");
  for (const size of [256, 1024])
    await draw(page, drawing, size, size, `build/packaging/icons/${size}x${size}.png`);
  const [small, large] = ["resources/icon.png", "build/packaging/icon.png"].map((path) =>
    readFileSync(at(path)),
  );
  writeFileSync(at("build/packaging/icon.icns"), icns({ small, large }));
  const pictures = [];
  for (const size of ICO_SIZES) pictures.push({ size, png: await picture(page, drawing, size, size) });
  writeFileSync(at("build/packaging/icon.ico"), ico(pictures));
} finally {
  await browser.close();
}

async function draw(page, svg, width, height, path) {
  writeFileSync(at(path), await picture(page, svg, width, height));
  console.log(`${path}: ${width} x ${height}`);
}

async function picture(page, svg, width, height) {
  await page.setViewportSize({ width, height });
  const style = `<style>body{margin:0}svg{display:block;width:${width}px;height:${height}px}</style>`;
  await page.setContent(style + svg);
  return await page.screenshot({ omitBackground: true });
}
