import { expect, test } from "vitest";
import { loadWords } from "#contract/words/load-words";
import { speak } from "#contract/words/say";
import { createOutput, sayLinesAgain } from "./output.ts";

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

test("lines are said in the reader's language, as they are indented; the name of a file is none", async () => {
  await loadWords({ language: "de", locale: "de" });

  const said = sayLinesAgain(
    "Running now:\n  Nothing has run yet.\n\nbackup\n  Documents: failed. “NAS” is full.",
  );
  speak({ language: "en", locale: "en" }, {});

  expect(said).toBe(
    "Läuft gerade:\n  Noch ist nichts gelaufen.\n\nbackup\n  Documents: fehlgeschlagen. „NAS“ ist voll.",
  );
});
