import { join } from "node:path";
import type { Browser, Page } from "playwright";
import { expect, onTestFinished, test } from "vitest";
import { listRuns } from "#contract/runs";
import { createTask } from "#contract/tasks";
import { newPlace } from "../../electron/cli/testing/holdfast-process.ts";
import { complaintsOf, hindrancesOn, openBrowser, picture } from "../browser.ts";
import { cutOffOn } from "../cut-off.ts";
import { addHistory } from "../fleet/add-history.ts";
import { beatAll, bringFleet, type Fleet } from "../fleet/bring-fleet.ts";
import { startWholeCore, until, untilEnded, type WholeCore } from "../whole-core.ts";

const PASSWORD = "correct-horse-9";
const PATIENCE_MS = 1_800_000;
const WIDTHS = [1280, 400];
const SCHEMES = ["light", "dark"] as const;
/** Names of pages with commas between, to look at no others. */
const ONLY = process.env["HOLDFAST_PAGES"]?.split(",");
/** The language of the browser, and so that of the pages. */
const LOCALE = process.env["HOLDFAST_LOCALE"] ?? "en-US";
/** Each run of this test leaves its pictures here. */
const PICTURES = process.env["HOLDFAST_SCREENSHOTS"] ?? join(import.meta.dirname, "../../out/pictures");

async function pagesOf({ call }: WholeCore, { machines, policies, repositoryId }: Fleet) {
  const failed = await until(
    () => call(listRuns, { query: { status: "failure" } }),
    ({ items }) => items.length > 0,
  );
  const server = machines.find((machine) => machine.role === "server");
  const run = failed.items[0];
  return {
    home: "/",
    machines: "/agents",
    machine: `/agents/${server?.agentId}`,
    policies: "/policies",
    policy: `/policies/${policies.documents.id}/edit`,
    "new-policy": "/policies/new",
    runs: "/runs",
    "lanes-day": "/runs?view=day",
    "lanes-week": "/runs?view=week",
    run: `/runs/${run?.id}`,
    "run-drawer": `/runs?run=${run?.id}&tab=command`,
    task: `/tasks/${run?.taskId}`,
    upcoming: "/schedule",
    ledger: "/schedule?view=ledger",
    density: "/schedule?view=density",
    repositories: "/repositories",
    repository: `/repositories/${repositoryId}`,
    "new-repository": "/repositories/new",
    "edit-repository": `/repositories/${repositoryId}/edit`,
    restore: `/restore?repository=${repositoryId}`,
    welcome: "/welcome",
    compact: "/compact",
    docs: "/docs",
    account: "/settings/account",
    computer: "/settings/computer",
    network: "/settings/network",
    security: "/settings/security",
    history: "/settings/history",
    notifications: "/settings/notifications",
    audit: "/settings/audit",
    about: "/settings/about",
    nowhere: "/nowhere",
  };
}

test("every page of a fleet is whole and hinders nobody: wide and narrow, light and dark", {
  timeout: PATIENCE_MS,
}, async () => {
  const { core, fleet } = await fleetWithHistory();
  const every = Object.entries(await pagesOf(core, fleet));
  const paths = Object.fromEntries(every.filter(([name]) => ONLY?.includes(name) ?? true));
  const browser = await openBrowser();
  onTestFinished(() => browser.close());

  const found = new Map<string, string[]>();
  for (const width of WIDTHS) await lookAt(browser, { url: core.url, paths, width }, found);

  expect(found.size).toBe(Object.keys(paths).length * WIDTHS.length * SCHEMES.length);
  expect([...found].filter(([, faults]) => faults.length > 0)).toEqual([]);
  process.stdout.write(
    `${found.size} looks at ${Object.keys(paths).length} pages; pictures in ${PICTURES}\n`,
  );
  await core.stop();
});

async function fleetWithHistory() {
  const place = newPlace({
    HOLDFAST_RESTIC: process.env["HOLDFAST_RESTIC"],
    HOLDFAST_ADMIN_PASSWORD: PASSWORD,
  });
  const first = await startWholeCore(place);
  const fleet = await bringFleet(first, place.folder);
  const body = { kind: "backup" as const, agentId: first.agentId, policyId: fleet.policies.documents.id };
  await untilEnded(first.call, (await first.call(createTask, { body })).id);
  await first.stop();
  addHistory(join(place.folder, "data", "holdfast.db"), fleet, Date.now());
  const core = await startWholeCore(place);
  await beatAll(core, fleet);
  return { core, fleet };
}

type Walk = { url: string; paths: Record<string, string>; width: number };

/** Opens each page once in this width, and notes what is wrong with it in each colour scheme. */
async function lookAt(browser: Browser, { url, paths, width }: Walk, found: Map<string, string[]>) {
  const context = await browser.newContext({
    viewport: { width, height: 900 },
    reducedMotion: "reduce",
    locale: LOCALE,
  });
  const page = await context.newPage();
  await page.request.post(`${url}/api/v1/session`, {
    data: { username: "admin", password: PASSWORD },
    headers: { origin: url },
  });
  const complaints = complaintsOf(page);
  for (const [name, path] of Object.entries(paths)) {
    await page.goto(url + path);
    await page.getByRole("main").waitFor();
    await expect.poll(() => page.locator("[aria-busy=true]").count(), { timeout: 30_000 }).toBe(0);
    for (const colorScheme of SCHEMES) {
      await page.emulateMedia({ colorScheme });
      const look = `${name}-${width}-${colorScheme}`;
      const hindrances = await hindrancesOn(page);
      await picture(page, look, PICTURES);
      const unreadable = [...(await overflowOf(page)), ...(await cutOffOn(page))];
      found.set(look, [...hindrances, ...unreadable, ...complaints.splice(0)]);
    }
  }
  await context.close();
}

/** Nothing may have to be scrolled sideways. */
async function overflowOf(page: Page): Promise<string[]> {
  const pixels = await page.evaluate<number>(
    "document.documentElement.scrollWidth - document.documentElement.clientWidth",
  );
  return pixels > 0 ? [`${pixels} px wider than the window`] : [];
}
