import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { resticCandidates } from "../../core/restic-candidates.ts";
import { findProgram } from "../find-program.ts";
import { holdfast, newPlace, startTestCore, talkTo } from "../testing/holdfast-process.ts";

const { HOLDFAST_RESTIC, PATH = "" } = process.env;
const restic = findProgram(resticCandidates(HOLDFAST_RESTIC), PATH);
const skipped = restic === undefined ? " (skipped: no restic; name one with HOLDFAST_RESTIC)" : "";

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

test.skipIf(restic === undefined)(
  `after the move the status says where to, that nothing is planned, and how to go on here${skipped}`,
  async () => {
    const place = newPlace({ HOLDFAST_RESTIC: restic });
    const source = join(place.folder, "source");
    mkdirSync(source);
    await startTestCore(place, "--listen", "127.0.0.1:0");
    const to = join(place.folder, "disk");
    expect(await holdfast(place, "protect", source, "--to", to, "--no-run")).toMatchObject({ code: 0 });
    const moving = talkTo(place, "move", "192.168.1.9");
    await moving.hears(/Hand over\?/);
    moving.answer("yes");
    expect(await moving.ended).toBe(0);

    const { stdout } = await holdfast(place, "status");
    const status = JSON.parse((await holdfast(place, "status", "--json")).stdout);

    expect(stdout).toMatch(
      /^This Holdfast has moved to https:\/\/192\.168\.1\.9:8485.*\n.*holdfast move --back\n/,
    );
    expect(stdout).toMatch(/^source +never +- +disk$/m);
    expect(status).toMatchObject({ verdict: { state: "paused" }, policies: [{ nextRunAt: null }] });
    await holdfast(place, "move", "--back");
    expect((await holdfast(place, "status")).stdout).not.toContain("moved");
  },
  60_000,
);
