import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, onTestFinished, test } from "vitest";

const script = fileURLToPath(new URL("linux/after-remove.sh", import.meta.url));

/** Runs the script with a program in place of the one that keeps the links, which only notes what it was asked. */
function afterRemoval(argument: string) {
  const folder = mkdtempSync(join(tmpdir(), "holdfast-scripts-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const asked = join(folder, "asked");
  writeFileSync(join(folder, "update-alternatives"), `#!/bin/sh\necho "$@" >> ${asked}\n`, { mode: 0o755 });
  const { status } = spawnSync("/bin/bash", [script, argument], { env: { PATH: `${folder}:/usr/bin:/bin` } });
  return { status, asked: existsSync(asked) ? readFileSync(asked, "utf8") : "" };
}

test.skipIf(process.platform !== "linux").each(["1", "2", "upgrade"])(
  "an upgrade (%s) takes nothing away of the version that is there already (Linux only)",
  (argument) => {
    expect(afterRemoval(argument)).toEqual({ status: 0, asked: "" });
  },
);

test.skipIf(process.platform !== "linux").each(["0", "remove"])(
  "a removal (%s) takes the link away (Linux only)",
  (argument) => {
    expect(afterRemoval(argument).asked).toContain("--remove");
  },
);
