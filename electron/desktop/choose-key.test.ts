import { expect, test } from "vitest";
import { chooseKey } from "./choose-key.ts";

const fresh = { isPackaged: true, hasWrappedKey: false, hasOlderKey: false } as const;
const strong = { kind: "strong" } as const;

test("a new install keeps its key in the keychain", () => {
  expect(chooseKey({ ...fresh, keychain: strong })).toEqual({ from: "make" });
});

test("a key that is there stays where it is", () => {
  expect(chooseKey({ ...fresh, hasOlderKey: true, keychain: strong })).toEqual({ from: "file" });
  expect(chooseKey({ ...fresh, hasWrappedKey: true, hasOlderKey: true, keychain: { kind: "none" } })).toEqual(
    {
      from: "wrapped",
    },
  );
});

test("a keychain that protects nothing is refused, and that is said", () => {
  const weak = chooseKey({ ...fresh, keychain: { kind: "weak", backend: "basic_text" } });

  expect(weak.from).toBe("file");
  expect(weak.warning).toContain("basic_text");
  expect(chooseKey({ ...fresh, keychain: { kind: "none" } }).warning).toContain("no keychain");
});

test("a clone never uses the keychain: its core is also started without the app", () => {
  expect(chooseKey({ ...fresh, isPackaged: false, keychain: strong })).toEqual({ from: "file" });
});
