import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { parseBattery, parsePmset, powerOf, readPower } from "./power.ts";

const battery = { type: "Battery", status: "Discharging", capacity: "87" };

test("a laptop is on battery when nothing else gives power", () => {
  expect(powerOf([battery, { type: "Mains", online: "0" }])).toEqual({ onBattery: true, percent: 87 });
  expect(powerOf([battery, { type: "Mains", online: "0" }, { type: "USB", online: "1" }])).toEqual({
    onBattery: false,
    percent: 87,
  });
});

test("where no mains is named the battery's own word counts", () => {
  expect(powerOf([battery])).toMatchObject({ onBattery: true });
  expect(powerOf([{ ...battery, status: "Full" }])).toMatchObject({ onBattery: false });
});

test("a machine without a battery of its own is not on battery, whatever its mouse has", () => {
  expect(powerOf([{ type: "Mains", online: "1" }])).toBeUndefined();
  expect(powerOf([{ ...battery, scope: "Device" }])).toBeUndefined();
});

test("the files of Linux are read as they are", async () => {
  const folder = await mkdtemp(join(tmpdir(), "holdfast-power-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  await mkdir(join(folder, "BAT0"));
  for (const [name, text] of Object.entries(battery))
    await writeFile(join(folder, "BAT0", name), `${text}\n`);

  expect(await readPower("linux", folder)).toEqual({ onBattery: true, percent: 87 });
  expect(await readPower("linux", join(folder, "gone"))).toBeUndefined();
});

test("what macOS says is understood", () => {
  const drawing = (source: string) =>
    `Now drawing from '${source}'\n -InternalBattery-0 (id=21561443)\t64%; discharging; 3:10 remaining present: true\n`;

  expect(parsePmset(drawing("Battery Power"))).toEqual({ onBattery: true, percent: 64 });
  expect(parsePmset(drawing("AC Power"))).toEqual({ onBattery: false, percent: 64 });
  expect(parsePmset("Now drawing from 'AC Power'\n")).toBeUndefined();
});

test("Windows tells of its battery, or of none", () => {
  expect(parseBattery('{"BatteryStatus":1,"EstimatedChargeRemaining":80}\r\n')).toEqual({
    onBattery: true,
    percent: 80,
  });
  expect(parseBattery('{"BatteryStatus":2,"EstimatedChargeRemaining":null}')).toEqual({ onBattery: false });
  expect(parseBattery("")).toBeUndefined();
});
