import { expect, test } from "vitest";
import { askMetered, parseCostType, parseNetworkManager } from "./metered.ts";
import { rememberFor } from "./remember-for.ts";

test("what NetworkManager and Windows say is understood, and what they do not know stays unknown", () => {
  expect(["u 0\n", "u 1\n", "u 2\n", "u 3\n", "u 4\n", ""].map(parseNetworkManager)).toEqual([
    undefined,
    true,
    false,
    true,
    false,
    undefined,
  ]);
  expect(["Unrestricted\r\n", "Fixed\r\n", "Variable", "Unknown", ""].map(parseCostType)).toEqual([
    false,
    true,
    true,
    undefined,
    undefined,
  ]);
});

test("a system without an answer is no trouble", async () => {
  expect([true, false, undefined]).toContain(await askMetered());
});

test("an answer is remembered for a while", async () => {
  let asked = 0;
  const read = rememberFor(60_000, async () => ++asked);
  const again = rememberFor(-1, async () => ++asked);

  expect([await read(), await read(), await again(), await again()]).toEqual([1, 1, 2, 3]);
});
