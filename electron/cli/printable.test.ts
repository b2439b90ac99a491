import { expect, test } from "vitest";
import { printable } from "./printable.ts";

test.for([
  ["Müller – 2025.txt", "Müller – 2025.txt"],
  ["new\nline", "new\\nline"],
  ["\u001b[31mred", "\\u{1b}[31mred"],
  ["\u202egpj.exe", "\\u{202e}gpj.exe"],
] as const)("%j is shown as %s", ([name, shown]) => {
  expect(printable(name)).toBe(shown);
});
