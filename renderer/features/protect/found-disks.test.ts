import { expect, test } from "vitest";
import { foundDisks } from "./found-disks.ts";

const disk = (mountPath: string, freeBytes = 5e11) => ({ mountPath, totalBytes: 1e12, freeBytes });

test("a plugged-in disk is offered with a folder of its own, the roomiest first", () => {
  const found = foundDisks(
    [disk("/"), disk("/boot/efi"), disk("/home"), disk("/media/anna/Seagate"), disk("/mnt/nas", 9e11)],
    "linux",
  );

  expect(found).toEqual([
    { name: "nas", path: "/mnt/nas/Holdfast", freeBytes: 9e11 },
    { name: "Seagate", path: "/media/anna/Seagate/Holdfast", freeBytes: 5e11 },
  ]);
});

test("on Windows it is every drive but that of the system", () => {
  expect(foundDisks([disk("C:\\"), disk("E:\\")], "windows").map(({ path }) => path)).toEqual([
    "E:\\Holdfast",
  ]);
});

test("a small stick and a volume of macOS itself are not offered", () => {
  const found = foundDisks(
    [{ ...disk("/Volumes/STICK"), totalBytes: 2e9 }, disk("/System/Volumes/Data"), disk("/Volumes/Time")],
    "darwin",
  );

  expect(found.map(({ name }) => name)).toEqual(["Time"]);
});
