import { join } from "node:path";
import type { Browser, Page } from "playwright";
import { expect, onTestFinished, test } from "vitest";
import { listRuns } from "#contract/runs";
import { newPlace } from "../../electron/cli/testing/holdfast-process.ts";
import { complaintsOf, hindrancesOn, openBrowser, picture } from "../browser.ts";
import { addHistory } from "../fleet/add-history.ts";
import { beatAll, bringFleet, type Fleet } from "../fleet/bring-fleet.ts";
import { startWholeCore, until, type WholeCore } from "../whole-core.ts";

const PASSWORD = "correct-horse-9";

async function pagesOf({ call }: WholeCore, { machines, policies, repositoryId }: Fleet) {
  const failed = await until(
    () => call(listRuns, { query: { status: "failure" } }),
    ({ items }) => items.length > 0,
  );
  const server = machines.find((machine) => machine.role === "server");
  return {
    home: "/",
    machines: "/agents",
    machine: `/agents/${server?.agentId}`,
    policies: "/policies",
    policy: `/policies/${policies.documents.id}/edit`,
    "new-policy": "/policies/new",
    runs: "/runs",
    upcoming: "/schedule",
    ledger: "/schedule?view=ledger",
    density: "/schedule?view=density",
    run: `/runs/${failed.items[0]?.id}`,
    repositories: "/repositories",
    repository: `/repositories/${repositoryId}`,
    restore: "/restore",
    welcome: "/welcome",
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

const looks = ([1280, 400] as const).flatMap((width) =>
  (["light", "dark"] as const).map((scheme) => ({ width, scheme })),
);
type Look = (typeof looks)[number];

const PATIENCE_MS = 900_000;

test("every page of a fleet is whole and hinders nobody: wide and narrow, light and dark", {
  timeout: PATIENCE_MS,
}, async () => {
  const { core, fleet } = await fleetWithHistory();
  const paths = await pagesOf(core, fleet);
  const browser = await openBrowser();
  onTestFinished(() => browser.close());
  const found: Record<string, string[]> = {};

  for (const look of looks) Object.assign(found, await lookAt(browser, core.url, paths, look));

  expect(Object.keys(found)).toHaveLength(Object.keys(paths).length * looks.length);
  expect(Object.entries(found).filter(([, faults]) => faults.length > 0)).toEqual([]);
  await core.stop();
});

async function fleetWithHistory() {
  const place = newPlace({
    HOLDFAST_RESTIC: process.env["HOLDFAST_RESTIC"],
    HOLDFAST_ADMIN_PASSWORD: PASSWORD,
  });
  const first = await startWholeCore(place);
  const fleet = await bringFleet(first, place.folder);
  await first.stop();
  addHistory(join(place.folder, "data", "holdfast.db"), fleet, Date.now());
  const core = await startWholeCore(place);
  await beatAll(core, fleet);
  return { core, fleet };
}

/** What is wrong with each page in one look, by name of the page. */
async function lookAt(browser: Browser, url: string, paths: Record<string, string>, { width, scheme }: Look) {
  const context = await browser.newContext({
    viewport: { width, height: 900 },
    colorScheme: scheme,
    reducedMotion: "reduce",
  });
  const page = await context.newPage();
  await page.request.post(`${url}/api/v1/session`, {
    data: { username: "admin", password: PASSWORD },
    headers: { origin: url },
  });
  const complaints = complaintsOf(page);
  const found: Record<string, string[]> = {};
  for (const [name, path] of Object.entries(paths)) {
    const key = `${name}-${width}-${scheme}`;
    await page.goto(url + path);
    await page.getByRole("heading", { level: 1 }).waitFor();
    await expect.poll(() => page.locator("[aria-busy=true]").count(), { timeout: 30_000 }).toBe(0);
    await picture(page, key);
    found[key] = [
      ...(await hindrancesOn(page)),
      ...(await overflowOf(page)),
      ...complaints.splice(0, complaints.length),
    ];
  }
  await context.close();
  return found;
}

/** Nothing may have to be scrolled sideways. */
async function overflowOf(page: Page): Promise<string[]> {
  const pixels = await page.evaluate(() => {
    const root = (
      globalThis as unknown as { document: { documentElement: { scrollWidth: number; clientWidth: number } } }
    ).document.documentElement;
    return root.scrollWidth - root.clientWidth;
  });
  return pixels > 0 ? [`${pixels} px wider than the window`] : [];
}
