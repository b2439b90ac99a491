import { expect, test } from "vitest";
import { createOutput } from "./output.ts";

test("with --json there is one JSON value on stdout and nothing else", () => {
  const { stdout, stderr, written } = sinks(true);
  const output = createOutput(true, stdout, stderr);

  output.say("Policy added");
  output.step("10 %");
  output.note("waits");
  output.give({ done: true }, () => "done");

  expect(JSON.parse(written.stdout)).toEqual({ done: true });
  expect(written.stderr).toBe("");
});

test("steps are for a terminal only, and the next line clears them", () => {
  const terminal = sinks(true);
  const file = sinks(false);
  for (const { stdout, stderr } of [terminal, file]) {
    const output = createOutput(false, stdout, stderr);
    output.step("10 %");
    output.say("done");
  }

  expect(terminal.written).toEqual({ stdout: "done\n", stderr: "\r\u001b[K10 %\r\u001b[K" });
  expect(file.written).toEqual({ stdout: "done\n", stderr: "" });
});

function sinks(isTTY: boolean) {
  const written = { stdout: "", stderr: "" };
  const into = (name: "stdout" | "stderr") => ({
    isTTY,
    write(text: string) {
      written[name] += text;
    },
  });
  return { written, stdout: into("stdout"), stderr: into("stderr") };
}
