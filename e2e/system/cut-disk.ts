import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";

const IMAGE_MB = 96;
const MOST_COPIES = 50;

const run = (file: string, ...args: string[]) => execFileSync(file, args, { stdio: "pipe" }).toString();

/**
 * An ext4 disk at a folder, whose power can be cut: what the file system had not yet sent to its block device is gone,
 * what it had sent is kept. The device is a file in memory, so nothing waits anywhere else.
 */
export function plugIn(folder: string) {
  const medium = mkdtempSync(join(tmpdir(), "holdfast-medium-"));
  run("mount", "-t", "tmpfs", "-o", `size=${IMAGE_MB * 3}m`, "tmpfs", medium);
  onTestFinished(() => {
    unmount(folder);
    unmount(medium);
    rmSync(medium, { recursive: true, force: true });
  });
  const image = join(medium, "disk.img");
  run("truncate", "-s", `${IMAGE_MB}M`, image);
  run("mkfs.ext4", "-q", image);
  mkdirSync(folder, { recursive: true });
  run("mount", "-o", "loop", image, folder);

  return {
    /** Freezes the process, takes what is on the disk at this moment, ends the process, and puts the disk back as it was then. */
    async cutPower(pid: number, end: () => Promise<void>): Promise<void> {
      process.kill(pid, "SIGSTOP");
      await untilStopped(pid);
      const kept = `${image}.kept`;
      copyWhileQuiet(image, kept);
      await end();
      unmount(folder);
      renameSync(kept, image);
      run("mount", "-o", "loop", image, folder);
    },
  };
}

/** Why no disk can be plugged in here; undefined where it can. */
export function whyNoDisk(): string | undefined {
  if (process.platform !== "linux" || process.getuid?.() !== 0)
    return "cutting the power of a disk needs root on Linux";
  const folder = mkdtempSync(join(tmpdir(), "holdfast-disk-"));
  const image = `${folder}.img`;
  try {
    run("truncate", "-s", "4M", image);
    run("mkfs.ext4", "-q", image);
    run("mount", "-o", "loop", image, folder);
    unmount(folder);
    return undefined;
  } catch (error) {
    return `a file cannot be mounted as a disk here: ${error instanceof Error ? error.message : error}`;
  } finally {
    rmSync(folder, { recursive: true, force: true });
    rmSync(image, { force: true });
  }
}

/** The kernel may write on its own while we copy: only a copy that is still equal afterwards is one moment. */
function copyWhileQuiet(from: string, to: string): void {
  for (let copies = 0; copies < MOST_COPIES; copies += 1) {
    run("cp", "--sparse=always", from, to);
    if (readFileSync(from).equals(readFileSync(to))) return;
  }
  throw new Error("the disk was never quiet");
}

async function untilStopped(pid: number): Promise<void> {
  const threads = () => readdirSync(`/proc/${pid}/task`);
  const isStopped = (thread: string) =>
    /^\d+ \(.*\) [Tt] /s.test(readFileSync(`/proc/${pid}/task/${thread}/stat`, "utf8"));
  while (!threads().every(isStopped)) await new Promise((resolve) => setTimeout(resolve, 1));
}

function unmount(folder: string): void {
  try {
    run("umount", folder);
  } catch {
    // Busy or not mounted: let go of it as soon as nobody uses it.
    execFileSync("umount", ["-q", "-l", folder], { stdio: "ignore", env: process.env });
  }
}
