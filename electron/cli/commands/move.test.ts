import { expect, test } from "vitest";
import { holdfast, newPlace, startTestCore, talkTo } from "../testing/holdfast-process.ts";

test("nothing is handed over by a mere word, nor without a yes", async () => {
  const place = newPlace();
  await startTestCore(place, "--listen", "127.0.0.1:0");

  const byWord = await holdfast(place, "move", "status");
  const unasked = await holdfast(place, "move", "192.168.1.9");
  const asked = talkTo(place, "move", "192.168.1.9");
  await asked.hears(/Hand over\?/);
  asked.answer("no");

  expect(byWord).toMatchObject({ code: 2, stderr: expect.stringContaining("status:8485") });
  expect(unasked).toMatchObject({ code: 2, stderr: expect.stringContaining("--yes") });
  expect(await asked.ended).toBe(2);
  expect((await holdfast(place, "move")).stdout).toBe("This Holdfast has not moved.\n");
}, 30_000);
