import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { createCaller } from "#contract/call";
import { getForgetPlan, listLocks } from "#contract/maintenance";
import { getRepository, listRepositories } from "#contract/repositories";
import { resticCandidates } from "../core/restic-candidates.ts";
import { findProgram } from "./find-program.ts";
import { holdfast, newPlace, startTestCore } from "./testing/holdfast-process.ts";

const { HOLDFAST_RESTIC, PATH = "" } = process.env;
const restic = findProgram(resticCandidates(HOLDFAST_RESTIC), PATH);
const skipped = restic === undefined ? " (skipped: no restic; name one with HOLDFAST_RESTIC)" : "";

test.skipIf(restic === undefined)(
  `prune asks before it removes much, then does; what is left restores and checks${skipped}`,
  { timeout: 120_000 },
  async () => {
    const place = newPlace({ HOLDFAST_RESTIC: restic });
    const source = join(place.folder, "Documents");
    const target = join(place.folder, "restored");
    mkdirSync(source);
    const core = await startTestCore(place, "--listen", "127.0.0.1:0");
    await holdfast(place, "protect", source, "--to", join(place.folder, "backup"), "--no-run");
    for (const version of ["1", "2", "3", "4"]) {
      writeFileSync(join(source, "letter.txt"), version);
      expect(await holdfast(place, "backup")).toMatchObject({ code: 0 });
    }

    const refused = await holdfast(place, "prune");
    const call = asAdmin(core.url, join(place.folder, "data", "run", "admin.json"));
    const [repository] = (await call(listRepositories, { query: {} })).items;
    const params = { id: repository?.id ?? "" };
    const plan = await call(getForgetPlan, { params, query: {} });
    const locks = await call(listLocks, { params, query: {} });
    const confirmed = await holdfast(place, "prune", "--confirm");
    const after = await call(getRepository, { params });
    const snapshots = await holdfast(place, "snapshots", "--json");
    const restored = await holdfast(place, "restore", "latest", "--to", target);
    const checked = await holdfast(place, "check");
    const unlocked = await holdfast(place, "unlock");

    expect(refused).toMatchObject({ code: 1 });
    expect(refused.stdout).toContain("a person's yes");
    expect(refused.stdout).toContain("would remove 2 of 4 snapshots");
    expect(plan.items).toHaveLength(1);
    expect([plan.items[0]?.keep.length, plan.items[0]?.remove.length]).toEqual([2, 2]);
    expect(plan.items[0]?.keep[0]?.reasons).not.toEqual([]);
    expect(locks.items).toEqual([]);
    expect(repository?.maintenance.lastPrune?.status).toBe("failure");
    expect(after.maintenance).toMatchObject({
      lastPrune: { status: "success" },
      prune: { every: "4h" },
    });
    expect(confirmed).toMatchObject({ code: 0 });
    expect(confirmed.stdout).toContain("removed 2 snapshots, 2 are left");
    expect(JSON.parse(snapshots.stdout).items).toHaveLength(2);
    expect(restored).toMatchObject({ code: 0 });
    expect(readFileSync(join(target, source, "letter.txt"), "utf8")).toBe("4");
    expect(checked).toMatchObject({ code: 0 });
    expect(checked.stdout).toContain("no errors");
    expect(unlocked.stdout).toContain("no lock had to go");
  },
);

function asAdmin(url: string, tokenFile: string) {
  const { token } = JSON.parse(readFileSync(tokenFile, "utf8"));
  return createCaller({ baseUrl: url, fetch, headers: () => ({ authorization: `Bearer ${token}` }) });
}
