import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { AxeBuilder } from "@axe-core/playwright";
import { type Browser, chromium, type Page } from "playwright";

/** Without these Chromium asks the network for things that no test needs. */
const QUIET = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

export async function openBrowser(): Promise<Browser> {
  const executablePath = process.env["HOLDFAST_CHROMIUM"];
  return chromium.launch({ args: QUIET, ...(executablePath ? { executablePath } : {}) });
}

/** "Nobody is signed in" and "that is no schedule" are answers, though Chromium reports them as errors. */
const ANSWERED_NO = ["/api/v1/me", "/api/v1/schedule/preview"];

/** Collects what the page complains about: a walk that works with errors in the console does not work. */
export function complaintsOf(page: Page): string[] {
  const complaints: string[] = [];
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("console", (message) => {
    const isAnswer = ANSWERED_NO.some((path) => message.location().url.endsWith(path));
    if (message.type() === "error" && !isAnswer) complaints.push(message.text());
  });
  return complaints;
}

const UNTIL_STILL = `(async () => {
  const frame = () => new Promise(requestAnimationFrame);
  const moves = (one) => one.playState === "running" && one.effect.getComputedTiming().endTime !== Infinity;
  await frame();
  do await frame(); while (document.getAnimations().some(moves));
})()`;

/** What hinders people who see little or use no mouse, by the rules of WCAG 2.2 AA. */
export async function hindrancesOn(page: Page): Promise<string[]> {
  // What is still fading in has colours that nobody will see.
  await page.evaluate(UNTIL_STILL);
  const { violations } = await new AxeBuilder({ page }).withTags(["wcag2a", "wcag2aa", "wcag22aa"]).analyze();
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(" ")}`));
}

/** Pictures for people, when HOLDFAST_SCREENSHOTS names a folder. */
export async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env["HOLDFAST_SCREENSHOTS"];
  if (!folder) return;
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true });
}
