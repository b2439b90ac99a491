import { mkdir, mkdtemp, realpath, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { isOnNetwork, leadsInto } from "./network-mount.ts";

async function stage() {
  const dir = await realpath(await mkdtemp(join(tmpdir(), "holdfast-mounts-")));
  onTestFinished(() => rm(dir, { recursive: true }));
  await mkdir(join(dir, "nas", "photos"), { recursive: true });
  await mkdir(join(dir, "home"));
  return { at: (...names: string[]) => join(dir, ...names), mounts: new Set([join(dir, "nas")]) };
}

test("what lies on a network drive leads into it, and what lies beside it does not", async () => {
  const { at, mounts } = await stage();

  expect(await leadsInto(at("nas"), mounts)).toBe(true);
  expect(await leadsInto(at("nas", "photos", "nothing here"), mounts)).toBe(true);
  expect(await leadsInto(at("nas 2"), mounts)).toBe(false);
  expect(await leadsInto(at("home"), mounts)).toBe(false);
  expect(await leadsInto(at("no", "such", "place"), mounts)).toBe(false);
});

test("links lead into a network drive from wherever they are on the way", async (context) => {
  if (process.platform === "win32") context.skip("links need rights of their own on Windows");
  const { at, mounts } = await stage();
  await symlink(at("nas"), at("home", "pictures"));
  await symlink("../home/pictures", at("home", "relative"));
  await symlink("home", at("people"));
  await symlink("round", at("round"));

  expect(await leadsInto(at("home", "pictures", "2026"), mounts)).toBe(true);
  expect(await leadsInto(at("people", "relative", "2026"), mounts)).toBe(true);
  expect(await leadsInto(at("people", "letters"), mounts)).toBe(false);
  expect(await leadsInto(at("round", "letters"), mounts)).toBe(false);
});

test("drives of other computers are told from those of this one", () => {
  const kinds = (type: string) => isOnNetwork({ device: "x", path: "/x", type });

  expect(["nfs4", "cifs", "fuse.sshfs", "fuse.rclone", "lustre"].map(kinds)).not.toContain(false);
  expect(["ext4", "btrfs", "fuseblk", "fuse.portal", "tmpfs"].map(kinds)).not.toContain(true);
});
