import { closeSync, existsSync, fstatSync, openSync, renameSync, rmSync, writeSync } from "node:fs";

type Limits = { maxBytes: number; keep: number };

/** A log that never grows without bound: at `maxBytes` it becomes `.1`, and the oldest of `keep` files goes. */
export function openLogFile(
  path: string,
  { maxBytes, keep }: Limits = { maxBytes: 5 * 1024 * 1024, keep: 5 },
) {
  let file = openSync(path, "a", 0o600);
  let sizeBytes = fstatSync(file).size;

  function rotate(): void {
    closeSync(file);
    rmSync(`${path}.${keep - 1}`, { force: true });
    for (let number = keep - 2; number >= 0; number -= 1) {
      const older = number === 0 ? path : `${path}.${number}`;
      if (existsSync(older)) renameSync(older, `${path}.${number + 1}`);
    }
    file = openSync(path, "a", 0o600);
    sizeBytes = 0;
  }

  return {
    write(line: string): void {
      // A full disk must not end the core: the terminal still has the line.
      try {
        if (sizeBytes > 0 && sizeBytes + Buffer.byteLength(line) > maxBytes) rotate();
        sizeBytes += writeSync(file, line);
      } catch {}
    },
    close: () => closeSync(file),
  };
}
