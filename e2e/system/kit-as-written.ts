import { execFileSync } from "node:child_process";

/** What a kit says under LINUX AND MACOS, typed into a shell that has restic and nothing of Holdfast. */
export function runAsWritten(kit: string, folder: string, resticFolder: string): void {
  const script = kit.split("LINUX AND MACOS\n")[1]?.split("\nWINDOWS")[0] ?? "";
  execFileSync("/bin/sh", ["-e", "-c", script], {
    cwd: folder,
    env: { PATH: `${resticFolder}:/usr/bin:/bin`, HOME: folder },
    stdio: "pipe",
  });
}
