import { expect, test } from "vitest";
import { listDisks, parseMounts } from "./disks.ts";

test("each disk is named once, without the file systems that are none", () => {
  const mounts = [
    "proc /proc proc rw 0 0",
    "/dev/sda1 / ext4 rw 0 0",
    "/dev/sda1 /var/lib/docker ext4 rw 0 0",
    "nas:/export /mnt/nas nfs4 rw 0 0",
    "/dev/sdb1 /media/anna/My\\040Disk exfat rw 0 0",
    "tmpfs /run tmpfs rw 0 0",
  ].join("\n");

  expect(parseMounts(mounts)).toEqual(["/", "/media/anna/My Disk"]);
});

test("the disks of this machine have sizes that can be", async () => {
  for (const disk of await listDisks()) {
    expect(disk.totalBytes).toBeGreaterThanOrEqual(disk.freeBytes);
    expect(disk.freeBytes).toBeGreaterThanOrEqual(0);
  }
});
