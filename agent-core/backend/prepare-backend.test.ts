import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { RepositoryAccess } from "#contract/repository";
import { prepareBackend } from "./prepare-backend.ts";

const ordered = (kind: RepositoryAccess["kind"], location: string): RepositoryAccess => ({
  id: "0193c0de-0000-7000-8000-000000000001",
  credentials: { password: "secret" },
  kind,
  location,
});

/** rclone and ssh run programs that such an address names; an orchestrator must not get one in by calling it a folder. */
test.each(["rclone::sftp,ssh=touch x,host=h:/x", "sftp:-oProxyCommand=touch:/x", "local:/x", "drive", ""])(
  "a folder that is no absolute path is refused, whoever ordered it: %s",
  async (location) => {
    const tmpDir = await mkdtemp(join(tmpdir(), "holdfast-backend-"));

    await expect(prepareBackend(tmpDir, ordered("fs", location))).rejects.toThrow(/absolute path/);
  },
);

test("an address that hides options is refused in every kind", async () => {
  const tmpDir = await mkdtemp(join(tmpdir(), "holdfast-backend-"));

  for (const kind of ["other", "sftp", "rest-server"] as const)
    await expect(prepareBackend(tmpDir, ordered(kind, "rclone::sftp,ssh=touch:/x"))).rejects.toThrow();
});

test("a folder may be called like a scheme", async () => {
  const tmpDir = await mkdtemp(join(tmpdir(), "holdfast-backend-"));

  const { environment } = await prepareBackend(tmpDir, ordered("fs", "/mnt/rclone:x"));

  expect(environment["RESTIC_REPOSITORY"]).toBe("/mnt/rclone:x");
});
