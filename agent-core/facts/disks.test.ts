import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { isRemovable } from "./disk-kind.ts";
import { listDisks, parseMounts } from "./disks.ts";
import { mountPoints, readMounts } from "./mount-points.ts";
import { createNetworkDisks, parseDf } from "./network-disks.ts";

test("each disk is named once, without the file systems that are none", () => {
  const mounts = [
    "proc /proc proc rw 0 0",
    "/dev/sda1 / ext4 rw 0 0",
    "/dev/sda1 /var/lib/docker ext4 rw 0 0",
    "nas:/export /mnt/nas nfs4 rw 0 0",
    "/dev/sdb1 /media/anna/My\\040Disk exfat rw 0 0",
    "tmpfs /run tmpfs rw 0 0",
  ].join("\n");

  expect(parseMounts(mountPoints(mounts)).map(({ path }) => path)).toEqual(["/", "/media/anna/My Disk"]);
});

test("the disks of this machine have sizes that can be", async () => {
  for (const disk of await listDisks(readMounts())) {
    expect(disk.totalBytes).toBeGreaterThanOrEqual(disk.freeBytes);
    expect(disk.freeBytes).toBeGreaterThanOrEqual(0);
  }
});

test("a disk on USB, one that says that it can be pulled out, and an encrypted one on such a disk are removable", async () => {
  const root = await mkdtemp(join(tmpdir(), "holdfast-block-"));
  const blocks = join(root, "class");
  await mkdir(blocks);
  const disk = async (name: string, place: string, removable: string) => {
    await mkdir(join(root, place), { recursive: true });
    await writeFile(join(root, place, "removable"), `${removable}\n`);
    await symlink(join(root, place), join(blocks, name));
  };
  await disk("sda", "pci0/ata1/sda", "0");
  await disk("sdb", "pci0/usb1/1-2/sdb", "0");
  await disk("mmcblk0", "mmc/mmcblk0", "1");
  await mkdir(join(root, "mmc/mmcblk0/mmcblk0p1"));
  await symlink(join(root, "mmc/mmcblk0/mmcblk0p1"), join(blocks, "mmcblk0p1"));
  await disk("dm-0", "virtual/dm-0", "0");
  await mkdir(join(root, "virtual/dm-0/slaves/sdb"), { recursive: true });

  const found = await Promise.all(
    ["sda", "sdb", "mmcblk0p1", "dm-0", "gone"].map((name) => isRemovable(`/dev/${name}`, blocks)),
  );

  expect(found).toEqual([false, true, true, true, false]);
  await rm(root, { recursive: true });
});

test("a network drive is marked with what df says of it, and one that does not answer is left out", async () => {
  const text =
    "Filesystem     1024-blocks   Used Available Capacity Mounted on\nnas:/export        1000    400       600      40% /mnt/my nas\n";
  const mount = { device: "nas:/x", path: "/no/such/mount", type: "nfs4" };

  expect(parseDf(text, "/mnt/my nas")).toEqual({
    mountPath: "/mnt/my nas",
    totalBytes: 1_024_000,
    freeBytes: 614_400,
    kind: "network",
  });
  expect(await createNetworkDisks().list([mount])).toEqual([]);
});
