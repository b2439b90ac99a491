import { QueryObserver } from "@tanstack/react-query";
import { afterEach, expect, test } from "vitest";
import { createQueryClient } from "./query-client.ts";

const patience = { timeout: 10_000 };
const queryKey = ["runs", "one", "r1"];
const ends: (() => void)[] = [];
afterEach(() => {
  for (const end of ends.splice(0)) end();
});

test("what changes during its first reading is read once more", async () => {
  const { client, readings, show } = pageOverServer();
  const shown = show();

  void client.invalidateQueries({ queryKey: ["runs"] });
  void client.invalidateQueries({ queryKey: ["runs"] });
  readings.answer("running");
  await readings.asked(2);
  readings.answer("success");

  await expect.poll(shown, patience).toBe("success");
  expect(readings.count()).toBe(2);
});

test("a first reading that fails is begun anew when what it asked for has changed", async () => {
  const { client, readings, show } = pageOverServer();
  const shown = show();
  readings.fail();
  await expect.poll(() => client.getQueryState(queryKey)?.status, patience).toBe("error");
  void client.refetchQueries({ queryKey });
  await readings.asked(2);

  void client.invalidateQueries({ queryKey });
  readings.answer("running");
  await readings.asked(3);
  readings.answer("success");

  await expect.poll(shown, patience).toBe("success");
});

test("a page that was left during its reading is not shown as it was before the change", async () => {
  const { client, readings, show } = pageOverServer();
  show();
  for (const end of ends.splice(0)) end();

  void client.invalidateQueries({ queryKey });
  readings.answer("running");
  await expect.poll(() => client.getQueryState(queryKey)?.isInvalidated, patience).toBe(true);
  const shown = show();
  await readings.asked(2);
  readings.answer("success");

  await expect.poll(shown, patience).toBe("success");
});

/** The page of a run, and a server whose answers come when the test lets them. */
function pageOverServer() {
  const client = createQueryClient();
  client.setDefaultOptions({ queries: { ...client.getDefaultOptions().queries, retry: false } });
  const open: PromiseWithResolvers<string>[] = [];
  let count = 0;
  const queryFn = () => {
    const reading = Promise.withResolvers<string>();
    open.push(reading);
    count += 1;
    return reading.promise;
  };
  return {
    client,
    readings: {
      count: () => count,
      asked: (times: number) => expect.poll(() => count, patience).toBe(times),
      answer: (status: string) => open.shift()?.resolve(status),
      fail: () => open.shift()?.reject(new Error("cut")),
    },
    show: () => {
      const observer = new QueryObserver(client, { queryKey, queryFn });
      ends.push(observer.subscribe(() => undefined));
      return () => observer.getCurrentResult().data;
    },
  };
}
