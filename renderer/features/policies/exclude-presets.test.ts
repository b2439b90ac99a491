import { expect, test } from "vitest";
import { excludePresets, hasPreset, togglePreset } from "./exclude-presets.ts";

const [temporary] = excludePresets();

test("a preset is added to what is there, and taken out without touching the rest", () => {
  const added = togglePreset("*.bak", temporary);
  const removed = togglePreset(added, temporary);

  expect(hasPreset(added, temporary)).toBe(true);
  expect(added.startsWith("*.bak\n*.tmp")).toBe(true);
  expect(removed).toBe("*.bak");
});

test("a preset of which a line is missing is completed and not doubled", () => {
  const text = togglePreset("*.tmp", temporary);

  expect(text.split("\n").filter((line) => line === "*.tmp")).toHaveLength(1);
});
