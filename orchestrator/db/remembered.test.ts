import { expect, test } from "vitest";
import { createRemembered } from "./remembered.ts";

/** A table of one value, whose reading takes until it is told to end. */
function openTable() {
  const table = { value: 1, reads: 0, free: (): void => undefined };
  const remembered = createRemembered(async () => {
    table.reads += 1;
    const read = table.value;
    await new Promise<void>((resolve) => {
      table.free = resolve;
    });
    return read;
  });
  const get = async () => {
    const value = remembered.get("it");
    table.free();
    return value;
  };
  return { table, remembered, get };
}

test("what was read once is not read again until it changes", async () => {
  const { table, remembered, get } = openTable();

  expect([await get(), await get()]).toEqual([1, 1]);
  expect(table.reads).toBe(1);
  table.value = 2;
  remembered.changed("it", false);
  remembered.changed("it", true);
  expect(await get()).toBe(2);
});

test("what is read while it changes is used once and not kept", async () => {
  const { table, remembered, get } = openTable();

  remembered.changed("it", false);
  expect(await get()).toBe(1);
  table.value = 2;
  remembered.changed("it", true);

  expect(await get()).toBe(2);
});

test("an answer that is older than a change which came meanwhile is not kept", async () => {
  const { table, remembered, get } = openTable();
  const late = remembered.get("it");
  table.value = 2;
  remembered.changed("it", false);
  remembered.changed("it", true);
  table.free();

  expect(await late).toBe(1);
  expect(await get()).toBe(2);
});
