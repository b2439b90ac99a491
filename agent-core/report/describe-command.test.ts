import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { describeCommand } from "./describe-command.ts";
import { createRedactor } from "./redactor.ts";

const restic = (more: object = {}) => ({
  program: "/usr/bin/restic",
  args: ["backup", "--json", "--exclude=*.iso"],
  environment: { RESTIC_REPOSITORY: "/srv/backup" },
  ...more,
});
const openly = createRedactor([]);

test("the command stands as it was started, with the place and without what is secret", () => {
  const redact = createRedactor(["hunter2hunter2"]);
  const environment = {
    RESTIC_REPOSITORY: "rest:https://anna:hunter2hunter2@nas:8000/",
    RESTIC_REST_USERNAME: "anna",
    RESTIC_REST_PASSWORD: "hunter2hunter2",
  };

  expect(
    describeCommand(
      restic({ environment, args: ["backup", "--tag=hunter2hunter2"], folders: ["/home/anna"] }),
      redact,
    ),
  ).toBe(
    "Started: RESTIC_REPOSITORY='rest:https://***@nas:8000/' RESTIC_REST_USERNAME='***' RESTIC_REST_PASSWORD='***' /usr/bin/restic backup '--tag=***' # with the folders /home/anna",
  );
});

test.skipIf(process.platform === "win32")("a shell reads back what was given (needs a shell)", async () => {
  const args = ["it's", "a b", "$HOME", "two\nlines\\'", "ä*?", "", "--x=[y]"];
  const line = describeCommand(restic({ program: "printf", args: ["%s\\0", ...args] }), openly);

  const { stdout } = await promisify(execFile)("bash", ["-c", line.replace(/^Started: /, "")]);

  expect(line).not.toContain("\n");
  expect(stdout.split("\0").slice(0, -1)).toEqual(args);
});

test("on Windows it is a command of PowerShell", () => {
  expect(describeCommand(restic({ program: "C:\\Program Files\\restic.exe" }), openly, "win32")).toBe(
    "Started: $env:RESTIC_REPOSITORY = /srv/backup; & 'C:\\Program Files\\restic.exe' backup --json '--exclude=*.iso'",
  );
});

test("of a thousand patterns the command tells how many it leaves out", () => {
  const args = Array.from({ length: 1_000 }, (_, index) => `--exclude=/home/anna/folder-${index}`);

  const line = describeCommand(restic({ args }), openly);

  expect(line.length).toBeLessThan(16_000);
  expect(line).toMatch(/# and \d+ more arguments$/);
});
