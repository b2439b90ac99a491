import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright";
import { expect, onTestFinished, test } from "vitest";
import { createPolicy, getPolicy, listPolicies } from "#contract/policies";
import { createTask } from "#contract/tasks";
import { getUpstream } from "#contract/upstream";
import { newPlace } from "../electron/cli/testing/holdfast-process.ts";
import { pageOfDeepLink } from "../electron/desktop/deep-link.ts";
import { complaintsOf, hindrancesOn, openBrowser, picture } from "./browser.ts";
import { countSteps } from "./steps.ts";
import { startWholeCore, untilEnded, type WholeCore } from "./whole-core.ts";

const PASSWORD = "correct-horse-9";

let core: WholeCore;
let page: Page;
const { click, fill, taken } = countSteps();

function makeFiles(folder: string): void {
  mkdirSync(join(folder, "Taxes"), { recursive: true });
  writeFileSync(join(folder, "a letter.txt"), "Dear Anna,\n");
  writeFileSync(join(folder, "Taxes", "2025 – Müller.txt"), "42\n");
  writeFileSync(join(folder, "noise.bin"), crypto.getRandomValues(new Uint8Array(60_000)));
}

test("a person signs in, protects a folder, follows the run with its log, changes the policy, restores a file and deletes a policy", async () => {
  const place = newPlace({
    HOLDFAST_RESTIC: process.env["HOLDFAST_RESTIC"],
    HOLDFAST_ADMIN_PASSWORD: PASSWORD,
  });
  const documents = join(place.folder, "Documents");
  makeFiles(documents);
  core = await startWholeCore(place);
  const browser = await openBrowser();
  onTestFinished(() => browser.close());
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  page = await context.newPage();
  page.setDefaultTimeout(20_000);
  const complaints = complaintsOf(page);
  const target = join(place.folder, "brought back");

  await signIn();
  await protect(documents, join(place.folder, "disk"));
  await followFirstRun();
  await changeSchedule();
  await backUpAgain();
  await restoreInFourSteps();
  await lookIntoARun();
  await restoreOneFile(target);
  await followALink();

  expect(readdirSync(target)).toEqual(["a letter.txt"]);
  expect(readFileSync(join(target, "a letter.txt"))).toEqual(readFileSync(join(documents, "a letter.txt")));
  expect(complaints).toEqual([]);
  await deleteAPolicy();
  await core.stop();
});

/** Each page on the way is photographed and must hinder nobody. */
async function look(name: string): Promise<void> {
  await picture(page, name);
  expect({ [name]: await hindrancesOn(page) }).toEqual({ [name]: [] });
}

async function signIn(): Promise<void> {
  await page.goto(core.url);
  await page.getByLabel("User name").fill("admin");
  await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByRole("heading", { name: "Home" }).waitFor();
  await look("empty-home");
}

async function protect(folder: string, disk: string): Promise<void> {
  taken();
  await click(page.getByRole("link", { name: "Protect this computer" }));
  await fill(page.getByRole("textbox", { name: "Folder 1" }), folder);
  await fill(page.getByRole("textbox", { name: "Folder for the backups" }), disk);
  await look("protect");
  await click(page.getByRole("button", { name: "Protect now" }));
  await page.getByRole("heading", { name: "The first backup has started" }).waitFor();
  expect(taken()).toBeLessThanOrEqual(5);
  await look("recovery-kit");
  const kit = await page.request.get(
    `${core.url}${await page.getByRole("link", { name: "Download the recovery kit" }).getAttribute("href")}`,
  );
  expect(await kit.text()).toContain((await page.locator("code").first().innerText()).trim());
}

async function followFirstRun(): Promise<void> {
  await page.getByRole("link", { name: "See the first backup" }).click();
  await page.getByRole("log").getByText("Ended: success").waitFor({ timeout: 60_000 });
  await page.getByText("Succeeded").first().waitFor();
  await look("run");
  await page.getByRole("link", { name: "Home", exact: true }).first().click();
  await page.getByText("This computer is protected.").first().waitFor();
  await look("home");
}

async function changeSchedule(): Promise<void> {
  await page.getByRole("navigation", { name: "Pages" }).getByRole("link", { name: "Policies" }).click();
  await page.getByRole("article").getByRole("link").first().click();
  await tickFolders();
  await page.getByRole("combobox", { name: "Schedule" }).click();
  await page.getByRole("option", { name: /cron/i }).click();
  await page.getByRole("textbox", { name: /cron/i }).fill("0 25 * * *");
  await page.getByText("use 0 to 23").first().waitFor();
  await look("policy-wrong");
  await page.getByRole("textbox", { name: /cron/i }).fill("30 20 * * 1-5");
  await page.getByText("At 20:30").first().waitFor();
  await expectCount(5);
  await look("policy");
  await page.getByRole("button", { name: "Save the policy" }).click();
  await page.getByRole("heading", { name: "Policies" }).waitFor();
  const { items } = await core.call(listPolicies, { query: {} });
  const saved = await core.call(getPolicy, { params: { id: items[0]?.id ?? "" } });
  expect(saved).toMatchObject({ revision: 2, schedules: { backup: { cron: "30 20 * * 1-5" } } });
}

/** By keys alone: what is ticked in the tree stands in the form, and its size is counted by the machine. */
async function tickFolders(): Promise<void> {
  await page.getByRole("button", { name: /^Tick folders in a tree/ }).click();
  const tree = page.getByRole("tree", { name: /^Folders on / });
  const path = page.getByRole("textbox", { name: "Folder 2" });
  await tree.getByRole("treeitem", { name: /^Home folder/ }).focus();
  await page.keyboard.press("ArrowRight");
  await tree.getByRole("treeitem", { name: /^data/ }).focus();
  await page.keyboard.press("Space");
  expect(await path.inputValue()).toMatch(/data$/);
  await page.getByText(/^Chosen here: \d.* MB in \d+ files\./).waitFor();
  await look("folder-tree");
  await page.keyboard.press("ArrowRight");
  await tree.getByRole("treeitem", { name: /^agent/ }).focus();
  await page.keyboard.press("Space");
  expect(await page.getByRole("textbox", { name: "Leave out", exact: true }).inputValue()).toMatch(
    /data\/agent$/,
  );
  await tree.locator("[aria-checked=mixed]").filter({ hasText: /^data/ }).focus();
  for (const ticked of ["true", "false"]) {
    await page.keyboard.press("Space");
    await tree.locator(`[aria-checked=${ticked}]`).filter({ hasText: /^data/ }).waitFor();
  }
  await path.waitFor({ state: "detached" });
}

async function expectCount(runs: number): Promise<void> {
  await expect
    .poll(() => page.getByRole("list", { name: "Next runs" }).getByRole("listitem").count())
    .toBe(runs);
}

async function backUpAgain(): Promise<void> {
  await page.getByRole("link", { name: "Home", exact: true }).first().click();
  await page.getByRole("button", { name: "Back up now" }).click();
  await page.getByRole("navigation", { name: "Pages" }).getByRole("link", { name: "Runs" }).click();
  await expect
    .poll(
      () => page.getByRole("row").filter({ hasText: "My files" }).filter({ hasText: "Succeeded" }).count(),
      {
        timeout: 60_000,
      },
    )
    .toBe(2);
  await look("runs");
}

/**
 * The newest snapshot is open where the folders lie, and a new folder needs no further question. A backup that ends
 * meanwhile changes nothing of what is ticked.
 */
async function restoreInFourSteps(): Promise<void> {
  taken();
  await click(page.getByRole("navigation", { name: "Pages" }).getByRole("link", { name: "Restore" }));
  await click(page.getByRole("checkbox", { name: "Select a letter.txt" }));
  const { items } = await core.call(listPolicies, { query: {} });
  const body = { kind: "backup" as const, policyId: items[0]?.id ?? "", agentId: core.agentId };
  await untilEnded(core.call, (await core.call(createTask, { body })).id);
  await page.getByText("A newer snapshot has come").waitFor();
  await look("restore-newer");
  await click(page.getByRole("button", { name: "Restore 1 item" }));
  await page.getByRole("log").getByText("Ended: success").waitFor({ timeout: 60_000 });
  expect(taken()).toBeLessThanOrEqual(4);
}

/** The address says which run is open beside the list, and how: it survives a reload, and both Escape and "back" close it. */
async function lookIntoARun(): Promise<void> {
  await page.getByRole("navigation", { name: "Pages" }).getByRole("link", { name: "Runs" }).click();
  const row = page.getByRole("row").filter({ hasText: "My files" }).first();
  const drawer = page.getByRole("dialog");
  await row.getByText("Succeeded").click();
  await drawer.getByRole("tab", { name: "Command" }).click();
  await drawer.getByText("restic backup --json").waitFor();
  await look("run-drawer");
  await page.reload();
  await drawer.getByText("restic backup --json").waitFor();
  await page.keyboard.press("Escape");
  await drawer.waitFor({ state: "detached" });
  expect(new URL(page.url()).search).toBe("");
  await row.click();
  await drawer.getByRole("tab", { name: "Files" }).click();
  await drawer.getByText("None had a problem").waitFor();
  await page.goBack();
  await drawer.waitFor({ state: "detached" });
  expect(new URL(page.url()).pathname).toBe("/runs");
}

async function restoreOneFile(target: string): Promise<void> {
  await page.getByRole("link", { name: "My files" }).first().click();
  await page.getByRole("link", { name: "Restore files" }).click();
  await page.getByRole("button", { name: "Versions of a letter.txt" }).click();
  await page.getByRole("dialog").getByText("in 3 snapshots").waitFor();
  await look("versions");
  await page.keyboard.press("Escape");
  await page.getByRole("searchbox", { name: /Name of the file/ }).fill("letter");
  await page.getByRole("button", { name: "Find" }).click();
  await page.getByRole("table", { name: "Found files" }).getByText("a letter.txt").waitFor();
  await page.getByRole("button", { name: /What changed since/ }).click();
  await page.getByText("Nothing changed in this folder.").waitFor();
  await page.getByRole("checkbox", { name: "Select a letter.txt" }).check();
  await page.getByRole("radio", { name: "Into a folder that I choose" }).check();
  await page.getByRole("textbox", { name: /folder/i }).fill(target);
  await look("restore");
  await page.getByRole("button", { name: "Restore 1 item" }).click();
  await page.getByText("Creates 1, overwrites 0.").waitFor();
  await look("restore-plan");
  await page.getByRole("button", { name: "Restore now" }).click();
  await page.getByRole("log").getByText("Ended: success").waitFor({ timeout: 60_000 });
  await look("restore-run");
}

/** As the app opens one that somebody sent: the code stands in the form, and nothing else has happened. */
async function followALink(): Promise<void> {
  await page.goto(`${core.url}${pageOfDeepLink("holdfast://join/hf1.AbC-d_e")}`);
  const code = page.getByRole("textbox", { name: "Join code" });
  await code.waitFor();
  expect(await code.inputValue()).toBe("hf1.AbC-d_e");
  expect(await core.call(getUpstream, {})).toMatchObject({ state: "none", problem: null });
}

/** One that no machine uses: the others cannot be deleted. */
async function deleteAPolicy(): Promise<void> {
  const { items } = await core.call(listPolicies, { query: {} });
  const spare = { name: "Spare", repositoryId: items[0]?.repositoryId ?? "", include: [tmpdir()] };
  const { id } = await core.call(createPolicy, { body: spare });
  await page.goto(`${core.url}/policies/${id}/edit`);
  await page.getByRole("button", { name: "Delete", exact: true }).click();
  await page.getByRole("button", { name: "Delete the policy" }).click();
  await page.getByRole("heading", { name: "Policies" }).waitFor();
  expect((await core.call(listPolicies, { query: { q: "Spare" } })).items).toEqual([]);
}
