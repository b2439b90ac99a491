import { closeSync, existsSync, fstatSync, openSync, renameSync, rmSync, writeSync } from "node:fs";

type Limits = { maxBytes: number; keep: number };

/**
 * A log that never grows without bound: at `maxBytes` it becomes `.1`, and the oldest of `keep` files goes. Where something is in the
 * way of that it goes on in its file. Nothing that befalls it is an error of whoever writes or closes it.
 */
export function openLogFile(
  path: string,
  { maxBytes, keep }: Limits = { maxBytes: 5 * 1024 * 1024, keep: 5 },
) {
  let file: number | undefined;
  let sizeBytes = 0;

  function open(): number {
    if (file !== undefined) return file;
    file = openSync(path, "a", 0o600);
    sizeBytes = fstatSync(file).size;
    return file;
  }

  /** The number is forgotten first: whatever happens, it may be that of somebody else's file from now on. */
  function close(): void {
    const open = file;
    file = undefined;
    if (open !== undefined) attempt(() => closeSync(open));
  }

  function rotate(): void {
    close();
    // Up to the first gap: one that an earlier attempt left takes up what comes now, and no file is lost for it.
    let last = 1;
    while (last < keep - 1 && existsSync(`${path}.${last}`)) last += 1;
    rmSync(`${path}.${last}`, { force: true });
    for (let number = last - 1; number >= 0; number -= 1)
      renameSync(number === 0 ? path : `${path}.${number}`, `${path}.${number + 1}`);
  }

  attempt(open);
  return {
    write(line: string): void {
      attempt(() => {
        open();
        if (sizeBytes > 0 && sizeBytes + Buffer.byteLength(line) > maxBytes) attempt(rotate);
        const written = writeSync(open(), line);
        sizeBytes += written;
      });
    },
    close,
  };
}

/** A full disk must not end the core: the terminal still has the line. */
function attempt(step: () => unknown): void {
  try {
    step();
  } catch {}
}
