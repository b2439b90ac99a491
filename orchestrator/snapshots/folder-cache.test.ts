import { expect, test } from "vitest";
import { createFolderCache } from "./folder-cache.ts";

const MINUTE_MS = 60_000;
const folder = (size: number) =>
  Array.from({ length: size }, () => ({ path: "/f", name: "f", type: "file" as const }));

test("a folder is kept for a minute", () => {
  let ms = 0;
  const cache = createFolderCache(() => ms);
  cache.put("a", folder(1));

  ms = MINUTE_MS - 1;
  expect(cache.get("a")).toHaveLength(1);
  ms = MINUTE_MS;
  expect(cache.get("a")).toBeUndefined();
});

test("the last few folders are kept, of huge ones fewer", () => {
  const cache = createFolderCache(() => 0);
  for (let index = 0; index < 10; index += 1) cache.put(String(index), folder(1));
  expect([cache.get("1"), cache.get("2")]).toEqual([undefined, folder(1)]);

  cache.put("huge", folder(200_000));
  cache.put("huger", folder(150_000));
  expect([cache.get("huge"), cache.get("huger")?.length]).toEqual([undefined, 150_000]);
});
