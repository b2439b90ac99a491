import { expect, test } from "vitest";
import { lockFileFindings } from "./lock-file.ts";

const lock = (packages: Record<string, object>) => JSON.stringify({ packages });

test("an optional package is found in the folder of its parent or in one above", () => {
  const text = lock({
    "": {},
    "node_modules/a": { optionalDependencies: { b: "1.0.0", c: "1.0.0" } },
    "node_modules/a/node_modules/b": {},
    "node_modules/c": {},
  });

  expect(lockFileFindings(text)).toEqual([]);
});

test("an optional package that is left out is named with who needs it", () => {
  const text = lock({ "node_modules/a": { optionalDependencies: { b: "1.0.0" } } });

  expect(lockFileFindings(text)).toEqual(["b, needed by node_modules/a, is not in the lock file"]);
});

test("an address that a package came from is refused", () => {
  const text = lock({ "node_modules/a": { resolved: "https://packages.example/a.tgz" } });

  expect(lockFileFindings(text)).toEqual(["node_modules/a names the host that it was fetched from"]);
});
