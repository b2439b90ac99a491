import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { Browser, Page } from "playwright";
import { expect, onTestFinished, test } from "vitest";
import { createCaller } from "#contract/call";
import { createRepository } from "#contract/repositories";
import { newPlace, startTestCore } from "../../electron/cli/testing/holdfast-process.ts";
import { alternate, cpuOf, intervalOf } from "../bench/measure.ts";
import { complaintsOf, openBrowser, picture } from "../browser.ts";
import { addMany } from "../fleet/add-many.ts";
import { tasksDuring } from "../main-thread.ts";

const PASSWORD = "correct-horse-9";
const MANY = { machines: 10_000, runs: 1_000_000 };
const FEW = { machines: 50, runs: 50 };
const PAIRS = 5;
/** How much longer the first rows of many may take than those of few. */
const MOST_LONGER = 1.5;
const FRAME_MS = 34;
const MOST_SLOW = 0.05;
const PAGES = { Machines: "/agents", Runs: "/runs" };

type Core = { url: string; pid: number };
type Opened = { core: Core; page: Page };

test("with 10,000 machines and 1,000,000 runs the first rows come about as soon as with 50, and scrolling stays smooth", {
  timeout: 900_000,
}, async () => {
  const [few, core] = [await startCoreOf(FEW), await startCoreOf(MANY)];
  const browser = await openBrowser();
  onTestFinished(() => browser.close());
  const opened = { few: await signIn(browser, few), many: await signIn(browser, core) };
  const { page } = opened.many;
  const complaints = complaintsOf(page);

  // What others do on this machine strikes both of a pair; of the scrolling CPU is judged, and what the clock says is shown.
  for (const [name, path] of Object.entries(PAGES)) {
    const rows = await measureRows(browser, opened, name, path);
    const scroll = await measureScroll(browser, page);
    process.stdout.write(
      `${name}: first rows after ${ms(rows.clock)} at best, ${rows.ratio.toFixed(2)} times as long as with ${FEW.machines}, ` +
        `CPU of page ${ms(rows.page)} and core ${ms(rows.core)}; ` +
        `${scroll.frames} frames, ${percent(scroll.slow)} with more than ${FRAME_MS} ms of CPU, ` +
        `${percent(scroll.late)} later than that by the clock\n`,
    );
    await picture(page, `many-${name}`);
    expect(rows.ratio).toBeLessThanOrEqual(MOST_LONGER);
    expect(scroll.slow).toBeLessThanOrEqual(MOST_SLOW);
    // Only what is in view is in the page.
    expect(await page.getByRole("row").count()).toBeLessThan(120);
  }
  expect(complaints).toEqual([]);
});

const ms = (value: number) => `${Math.round(value)} ms`;
const percent = (share: number) => `${(100 * share).toFixed(1)} %`;

async function startCoreOf(many: typeof MANY): Promise<Core> {
  const place = newPlace({ HOLDFAST_ADMIN_PASSWORD: PASSWORD, HOLDFAST_NO_AGENT: "true" });
  // Two gigabytes.
  onTestFinished(() => rmSync(place.folder, { recursive: true, force: true }));
  const admin = () => JSON.parse(readFileSync(join(place.folder, "data", "run", "admin.json"), "utf8"));
  const empty = await startTestCore(place, "--listen", "127.0.0.1:0");
  const call = createCaller({
    baseUrl: empty.url,
    fetch,
    headers: () => ({ authorization: `Bearer ${admin().token}` }),
  });
  const { id: repositoryId } = await call(createRepository, {
    body: { name: "Disk", kind: "fs", path: join(place.folder, "disk"), password: "kestrel-lantern-42" },
  });
  await empty.stop();
  const file = join(place.folder, "data", "holdfast.db");
  addMany(file, { ...many, now: Date.now(), repositoryId });
  const { url } = await startTestCore(place, "--listen", "127.0.0.1:0");
  return { url, pid: admin().pid };
}

/** In a context of its own: cookies do not tell ports apart. */
async function signIn(browser: Browser, core: Core): Promise<Opened> {
  const page = await (await browser.newContext({ viewport: { width: 1280, height: 900 } })).newPage();
  page.setDefaultTimeout(60_000);
  await page.request.post(`${core.url}/api/v1/session`, {
    data: { username: "admin", password: PASSWORD },
    headers: { origin: core.url },
  });
  return { core, page };
}

/** A fresh load of the whole application, as by a bookmark; returns how long it took. */
async function openRows(page: Page, name: string, address: string): Promise<number> {
  await page.goto("about:blank");
  const begun = performance.now();
  await page.goto(address, { waitUntil: "commit" });
  await page.getByRole("table", { name }).getByRole("row").nth(20).waitFor();
  return performance.now() - begun;
}

/** Tracing slows the page down, so the clock and the CPU are taken of different loads. */
async function measureRows(
  browser: Browser,
  { few, many }: Record<"few" | "many", Opened>,
  name: string,
  path: string,
) {
  const open = ({ page, core }: Opened) => openRows(page, name, core.url + path);
  const pairs = await alternate(
    PAIRS,
    () => open(few),
    () => open(many),
  );
  const before = cpuOf(many.core.pid);
  const tasks = await tasksDuring(browser, many.page, async () => void (await open(many)));
  return {
    ratio: intervalOf({ pairs, share: "cost" }).median,
    clock: Math.min(...pairs.map(({ subject }) => subject)),
    page: tasks.reduce((sum, task) => sum + task, 0),
    core: (cpuOf(many.core.pid) - before) / 1_000,
  };
}

const COUNT_FRAMES = `(() => {
  globalThis.frames_ = [];
  let last = performance.now();
  const tick = (now) => { globalThis.frames_.push(now - last); last = now; requestAnimationFrame(tick); };
  requestAnimationFrame(tick);
})()`;

/** Down through some hundred rows by the wheel, and once more for the CPU; more of them are fetched meanwhile. */
async function measureScroll(browser: Browser, page: Page) {
  await page.mouse.move(640, 500);
  const framesOf = async () => {
    await page.evaluate(COUNT_FRAMES);
    for (let step = 0; step < 60; step += 1) {
      await page.mouse.wheel(0, 240);
      await page.waitForTimeout(40);
    }
    return await page.evaluate<number[]>("globalThis.frames_");
  };
  const share = (durations: number[], of: number) => durations.filter((one) => one > FRAME_MS).length / of;
  const frames = await framesOf();
  let traced = 0;
  const tasks = await tasksDuring(browser, page, async () => {
    traced = (await framesOf()).length;
  });
  return { frames: frames.length, slow: share(tasks, traced), late: share(frames, frames.length) };
}
