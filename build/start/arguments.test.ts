import { expect, test } from "vitest";
import { parseStartArguments } from "./arguments.ts";

test("the folder and the address go to the core", () => {
  const { dataDir, listen, demo } = parseStartArguments(["--data-dir", "/tmp/a", "--listen", "127.0.0.1:0"]);

  expect({ dataDir, listen, demo }).toEqual({ dataDir: "/tmp/a", listen: "127.0.0.1:0", demo: false });
});

test("an unknown word is refused with how to use it", () => {
  expect(() => parseStartArguments(["--daemon"])).toThrow("Use: npm start --");
});

test("only the demo can leave by itself", () => {
  expect(() => parseStartArguments(["--exit"])).toThrow("--exit belongs to --demo");
});
