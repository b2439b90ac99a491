import { expect, test } from "vitest";
import { formatBytes } from "./bytes.ts";

test.each([
  [0, "0 B"],
  [999, "999 B"],
  [1_000, "1.0 kB"],
  [214_300_000, "214 MB"],
  [9_940_000_000, "9.9 GB"],
  [999_960, "1.0 MB"],
  [4_000_000_000_000, "4.0 TB"],
])("%d bytes read %s", (bytes, text) => {
  const shown = formatBytes(bytes);

  expect(shown).toBe(text);
});
