import { expect, test } from "vitest";
import { newPassword } from "./new-password.ts";

test("a password has five groups of five letters that are not mistaken for one another", () => {
  const password = newPassword();

  expect(password).toMatch(/^([a-km-zA-HJ-NP-Z2-9]{5}-){4}[a-km-zA-HJ-NP-Z2-9]{5}$/);
});

test("a byte that would favour some letters is drawn again", () => {
  const drawn = [255, 224, 0];

  const password = newPassword((bytes) => {
    bytes[0] = drawn.shift() ?? 0;
  });

  expect(password.replaceAll("-", "")).toBe("a".repeat(25));
});
