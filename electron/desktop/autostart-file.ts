import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { autostartEntry } from "./autostart-entry.ts";

const EXEC = /^Exec=.*$/m;
/** What the settings of a desktop write into the file of somebody who does not want it. */
const SWITCHED_OFF = /^(Hidden=true|X-GNOME-Autostart-enabled=false)\s*$/m;

/** What starts Holdfast with a session on Linux. */
export function createAutostartFile(file: string, program: string) {
  const entry = autostartEntry(program);
  return {
    isOn(): boolean {
      const text = readIfThere(file);
      return text !== undefined && !SWITCHED_OFF.test(text);
    },
    set(on: boolean): void {
      if (on) {
        mkdirSync(dirname(file), { recursive: true });
        writeFileSync(file, entry);
      } else rmSync(file, { force: true });
    },
    /** An AppImage is moved, and a newer one has another name: without this the session would start the old one, or nothing. */
    renew(): void {
      const text = readIfThere(file);
      const exec = EXEC.exec(entry)?.[0];
      if (text === undefined || exec === undefined) return;
      const renewed = text.replace(EXEC, () => exec);
      if (renewed !== text) writeFileSync(file, renewed);
    },
  };
}

function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}
