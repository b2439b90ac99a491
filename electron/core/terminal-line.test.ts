import { expect, test } from "vitest";
import { terminalLine } from "./terminal-line.ts";

const time = new Date(2026, 10, 24, 14, 2, 7).getTime();

test("a record reads as time, level, message and fields", () => {
  const record = JSON.stringify({ level: 30, time, part: "agent", tries: 2, msg: "Listening" });

  expect(terminalLine(record)).toBe("14:02:07 info  Listening part=agent tries=2\n");
});

test("of an error only the sentence is shown", () => {
  const record = JSON.stringify({
    level: 60,
    time,
    err: { message: "Disk full", stack: "at x" },
    msg: "Stopped",
  });

  expect(terminalLine(record)).toBe("14:02:07 fatal Stopped: Disk full\n");
});

test("what is no record passes as it is", () => {
  expect(terminalLine("hello\n")).toBe("hello\n");
});
