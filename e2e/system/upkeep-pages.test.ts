import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright";
import { expect, onTestFinished, test } from "vitest";
import { assignPolicy, createPolicy } from "#contract/policies";
import { createRepository, getRepository } from "#contract/repositories";
import { listSnapshots } from "#contract/snapshots";
import { newPlace } from "../../electron/cli/testing/holdfast-process.ts";
import { complaintsOf, hindrancesOn, openBrowser, picture } from "../browser.ts";
import { startWholeCore, until } from "../whole-core.ts";
import { backUp, makeFiles, protect } from "./backed-up-folder.ts";

const LOOKS = [1280, 400].flatMap((width) =>
  (["light", "dark"] as const).map((colorScheme) => ({ width, colorScheme })),
);
const PICTURES = process.env["HOLDFAST_SCREENSHOTS"] ?? join(import.meta.dirname, "../../out/pictures");

async function lookAt(page: Page, name: string): Promise<void> {
  for (const { width, colorScheme } of LOOKS) {
    await page.setViewportSize({ width, height: 900 });
    await page.emulateMedia({ colorScheme });
    expect(await hindrancesOn(page), `${name} ${width} ${colorScheme}`).toEqual([]);
    await picture(page, `${name}-${width}-${colorScheme}`, PICTURES);
  }
  await page.setViewportSize({ width: 1280, height: 900 });
}

test("what a retention would remove is shown before it is saved, a second place is planned and filled, and snapshots are filtered", {
  timeout: 900_000,
}, async () => {
  const { HOLDFAST_RESTIC } = process.env;
  const place = newPlace({ HOLDFAST_RESTIC, HOLDFAST_ADMIN_PASSWORD: "correct-horse-9" });
  const source = makeFiles(place.folder);
  const core = await startWholeCore(place);
  const { call } = core;
  const at = (name: string) => join(place.folder, name);
  const { repositoryId, policyId } = await protect(core, source, {
    ...{ kind: "fs", name: "Disk", path: at("disk"), password: "one", perAgent: false },
  });
  for (const text of ["one", "two", "three"]) {
    writeFileSync(join(source, "letter.txt"), text);
    expect(await backUp(core, policyId)).toMatchObject({ status: "success" });
  }
  const other = { name: "Letters", repositoryId, include: [join(source, "Taxes")] };
  const { id: second } = await call(createPolicy, { body: other });
  await call(assignPolicy, { params: { id: second, agentId: core.agentId } });
  expect(await backUp(core, second)).toMatchObject({ status: "success" });
  const { id: copyId } = await call(createRepository, {
    body: { kind: "fs", name: "Second disk", path: at("second"), password: "two" },
  });
  const browser = await openBrowser();
  onTestFinished(() => browser.close());
  const context = await browser.newContext({
    viewport: { width: 1280, height: 900 },
    reducedMotion: "reduce",
  });
  const page = await context.newPage();
  const complaints = complaintsOf(page);
  await page.request.post(`${core.url}/api/v1/session`, {
    data: { username: "admin", password: "correct-horse-9" },
    headers: { origin: core.url },
  });

  await page.goto(`${core.url}/policies/${policyId}/edit`);
  await page.getByLabel("Last", { exact: true }).fill("1");
  await page.getByRole("button", { name: "Show what would go" }).click();
  await page.getByText("1 snapshot stays, 2 go with the next prune").waitFor();
  await lookAt(page, "retention-preview");

  await page.goto(`${core.url}/repositories/${repositoryId}`);
  await page.getByRole("button", { name: "Copy to a second place" }).click();
  await page.getByRole("combobox", { name: "To" }).click();
  await page.getByRole("option", { name: "Second disk" }).click();
  await lookAt(page, "copy-plan");
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByRole("button", { name: "Copy now" }).click();
  await until(
    () => call(getRepository, { params: { id: repositoryId } }),
    ({ maintenance: { lastCopy } }) => lastCopy?.status === "success",
    { what: "the copy" },
  );
  expect((await call(getRepository, { params: { id: copyId } })).state).toBe("ready");
  await lookAt(page, "repository-with-copy");

  await page.goto(`${core.url}/restore?repository=${repositoryId}`);
  await page.getByRole("combobox", { name: "Policy" }).click();
  await page.getByRole("option", { name: "Letters" }).click();
  await page.getByRole("combobox", { name: "Snapshot" }).click();
  const offered = await page.getByRole("option").allTextContents();
  const { items } = await call(listSnapshots, { params: { id: repositoryId }, query: { policy: second } });
  expect(offered).toHaveLength(1);
  expect(offered[0]).toContain(items[0]?.id.slice(0, 8));
  await page.keyboard.press("Escape");
  await lookAt(page, "restore-filtered");
  expect(complaints).toEqual([]);
});
