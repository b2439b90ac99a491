import { execFileSync } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { askDrive } from "./ask-drive.ts";
import { driveAnswers } from "./drive-answers.ts";

test("a drive answers also when it says that there is no such thing", async () => {
  expect(await driveAnswers(tmpdir())).toBe(true);
  expect(await driveAnswers(join(tmpdir(), "no", "such", "place"))).toBe(true);
});

test.skipIf(process.platform === "win32")(
  "whoever asks a drive that is silent does not wait longer than asked for, and no second program is sent",
  async () => {
    const [pipe, sent] = ["pipe", "sent"].map((name) => join(mkdtempSync(join(tmpdir(), "drive-")), name));
    execFileSync("mkfifo", [pipe ?? ""]);
    const command = ["sh", "-c", 'echo x >> "$1"; trap "" TERM; cat "$0"', pipe ?? "", sent ?? ""];

    const first = askDrive(command, 60_000);
    expect(await askDrive(command, 200)).toBeUndefined();
    execFileSync("sh", ["-c", 'echo back > "$0"', pipe ?? ""]);

    expect(await first).toBe("back\n");
    expect(execFileSync("cat", [sent ?? ""], { encoding: "utf8" })).toBe("x\n");
  },
);

test.skipIf(process.platform === "win32")(
  "whoever has more patience gets the answer that the first one did not wait for",
  async () => {
    const command = ["sh", "-c", "sleep 1; echo there"];
    const first = askDrive(command, 100);

    expect(await askDrive(command, 60_000)).toBe("there\n");
    expect(await first).toBeUndefined();
  },
);
