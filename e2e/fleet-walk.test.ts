import { join } from "node:path";
import type { Page } from "playwright";
import { expect, onTestFinished, test } from "vitest";
import { acknowledgeTask, pollTasks } from "#contract/agent-protocol";
import { getAgent } from "#contract/agents";
import { getPolicy, listPolicies, listPolicyAgents } from "#contract/policies";
import { createTask } from "#contract/tasks";
import { newPlace } from "../electron/cli/testing/holdfast-process.ts";
import { complaintsOf, hindrancesOn, openBrowser, picture } from "./browser.ts";
import { addHistory } from "./fleet/add-history.ts";
import { beatAll, bringFleet, type Fleet } from "./fleet/bring-fleet.ts";
import { countSteps } from "./steps.ts";
import { startWholeCore, until, type WholeCore } from "./whole-core.ts";

const PASSWORD = "correct-horse-9";

let core: WholeCore;
let fleet: Fleet;
let page: Page;
const { click, fill, taken } = countSteps();

test("an administrator finds what is wrong, adds a machine, writes a policy for many, pauses and looks back", async () => {
  await startFleet();
  const browser = await openBrowser();
  onTestFinished(() => browser.close());
  page = await (await browser.newContext({ viewport: { width: 1280, height: 900 } })).newPage();
  page.setDefaultTimeout(30_000);
  const complaints = complaintsOf(page);
  await page.request.post(`${core.url}/api/v1/session`, {
    data: { username: "admin", password: PASSWORD },
    headers: { origin: core.url },
  });
  await page.goto(core.url);

  await fromHomeToTheFix();
  await watchARun();
  await addAMachine();
  await writeAPolicyForMany();
  await pauseTwo();
  await lookBack();
  await goByKeys();

  expect(complaints).toEqual([]);
  await core.stop();
});

async function startFleet(): Promise<void> {
  const place = newPlace({
    HOLDFAST_RESTIC: process.env["HOLDFAST_RESTIC"],
    HOLDFAST_ADMIN_PASSWORD: PASSWORD,
  });
  core = await startWholeCore(place);
  fleet = await bringFleet(core, place.folder);
  await core.stop();
  addHistory(join(place.folder, "data", "holdfast.db"), fleet, Date.now());
  core = await startWholeCore(place);
  await beatAll(core, fleet);
}

async function look(name: string): Promise<void> {
  await picture(page, name);
  expect({ [name]: await hindrancesOn(page) }).toEqual({ [name]: [] });
}

const main = () => page.getByRole("main");
const menu = (name: string) => page.getByRole("navigation", { name: "Pages" }).getByRole("link", { name });

async function fromHomeToTheFix(): Promise<void> {
  await page.getByText(/of 6 computers are protected/).waitFor();
  await page.getByRole("slider", { name: /30 days/ }).waitFor();
  await look("fleet-home");
  taken();
  await click(main().getByRole("link", { name: "See what happened" }));
  await page.getByRole("alert").filter({ hasText: "password no longer opens" }).waitFor();
  await click(page.getByRole("link", { name: "Enter the password" }));
  await page.getByLabel("Password of the repository").waitFor();
  expect(taken()).toBeLessThanOrEqual(2);
}

/** Anna's machine begins a backup meanwhile. */
async function watchARun(): Promise<void> {
  const [anna] = fleet.machines;
  const call = core.callWith(anna?.key ?? "");
  const params = { id: anna?.agentId ?? "" };
  const policyId = fleet.policies.documents.id;
  await menu("Home").click();
  await core.call(createTask, { body: { kind: "backup", agentId: params.id, policyId } });
  // This computer may be making the repository still.
  const { tasks } = await until(
    () => call(pollTasks, { params, query: { wait: 5 } }),
    (offered) => offered.tasks.length > 0,
  );
  const { taskId = "", attempt = 0, leaseToken = "" } = tasks[0] ?? {};
  await call(acknowledgeTask, { params: { ...params, taskId }, body: { attempt, leaseToken } });
  await page.getByRole("button", { name: "Stop Documents on Anna-Mac" }).waitFor();
  taken();
  await click(page.getByRole("link", { name: "Documents on Anna-Mac" }));
  await page.getByRole("heading", { name: "Log" }).waitFor();
  expect(taken()).toBe(1);
}

async function addAMachine(): Promise<void> {
  taken();
  await click(menu("Machines"));
  await click(page.getByRole("button", { name: "Add a computer" }));
  await click(page.getByRole("button", { name: "Make a join code" }));
  await page.getByText(/^holdfast join /).waitFor();
  expect(taken()).toBeLessThanOrEqual(3);
  await look("fleet-join-code");
  await page.getByRole("tab", { name: "QR code" }).click();
  await page.getByRole("img", { name: "The join code as a QR code" }).waitFor();
  await page.getByRole("button", { name: "Done" }).click();
}

/** One form, however many machines it is for. */
async function writeAPolicyForMany(): Promise<void> {
  await page.goto(`${core.url}/policies/new?template=documents`);
  await fill(page.getByRole("textbox", { name: "Name", exact: true }), "Everybody's documents");
  const form = page.url();
  await page.getByRole("checkbox", { name: "Anna-Mac" }).check();
  await page.getByRole("checkbox", { name: "DB-Server" }).check();
  await page.getByRole("combobox", { name: "Every machine with one of these labels" }).fill("laptop");
  await page.keyboard.press("Enter");
  await page.getByRole("checkbox", { name: "The computer is not on battery" }).check();
  await page.getByText(/every machine with the label laptop/).waitFor();
  expect(page.url()).toBe(form);
  await page.getByRole("button", { name: "Save the policy" }).click();
  await page.getByRole("article", { name: "Everybody's documents" }).waitFor();

  const { items } = await core.call(listPolicies, { query: { q: "Everybody" } });
  const id = items[0]?.id ?? "";
  expect(await core.call(getPolicy, { params: { id } })).toMatchObject({
    labels: ["laptop"],
    conditions: { onBattery: "wait", onMetered: "wait" },
  });
  const protectedBy = await core.call(listPolicyAgents, { params: { id }, query: {} });
  expect(protectedBy.items.map((one) => one.hostname)).toEqual(
    expect.arrayContaining(["Anna-Mac", "DB-Server", "Lisa-Laptop"]),
  );
}

async function pauseTwo(): Promise<void> {
  const [anna, , server] = fleet.machines;
  await menu("Machines").click();
  await page.getByRole("checkbox", { name: "Select Anna-Mac" }).check();
  await page.getByRole("checkbox", { name: "Select DB-Server" }).check();
  await page.getByRole("toolbar").getByRole("button", { name: "Pause" }).click();
  await page.getByRole("menuitem", { name: "For 1 hour" }).click();
  for (const machine of [anna, server]) {
    await until(
      () => core.call(getAgent, { params: { id: machine?.agentId ?? "" } }),
      (agent) => agent.pausedUntil !== null,
    );
  }
  await page.getByRole("link", { name: "DB-Server" }).click();
  await page.getByText("Scheduled backups are paused").waitFor();
  await page.getByRole("button", { name: "Resume" }).first().click();
  await page.getByText("Scheduled backups are paused").waitFor({ state: "detached" });
}

async function lookBack(): Promise<void> {
  await menu("Schedule").click();
  await openAnHourlyPolicy();
  await page.getByRole("tab", { name: "What became of it" }).click();
  await page.getByText("The machine was switched off.").first().waitFor();
  await menu("Runs").click();
  await page.getByRole("combobox", { name: "Status" }).click();
  await page.getByRole("option", { name: "Failed" }).click();
  await expect.poll(() => page.getByRole("row").filter({ hasText: "Succeeded" }).count()).toBe(0);
  expect(page.url()).toContain("status=failure");
  await page.getByRole("button", { name: "Views" }).click();
  await page.getByRole("textbox", { name: "Save what is shown as" }).fill("What failed");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await menu("Runs").click();
  await page.getByRole("button", { name: "Views" }).click();
  await page.getByRole("link", { name: "What failed" }).click();
  expect(page.url()).toContain("status=failure");
}

/** However often it runs, and on however many machines, it is one row. */
async function openAnHourlyPolicy(): Promise<void> {
  const rows = page.getByRole("table", { name: "Planned runs" }).getByRole("row");
  const hourly = rows.filter({ hasText: "Everybody's documents" });
  await hourly.getByRole("button", { name: /^then every hour, 4\d more until / }).press("Enter");
  const times = rows.getByRole("list").filter({ hasText: ":0" });
  await expect.poll(() => times.getByRole("listitem").count()).toBeGreaterThan(40);
  expect(await hourly.count()).toBe(1);
  await look("fleet-upcoming");
}

async function goByKeys(): Promise<void> {
  await page.getByRole("heading", { name: "Runs" }).click();
  await page.keyboard.press("Control+k");
  await page.getByRole("combobox", { name: "Go to" }).fill("audit");
  await page.keyboard.press("Enter");
  await page.getByRole("table", { name: "Audit log" }).waitFor();
  expect(page.url()).toContain("/settings/audit");
}
