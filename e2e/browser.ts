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

export async function openBrowser(executablePath = process.env["HOLDFAST_CHROMIUM"]): Promise<Browser> {
  return chromium.launch({ args: QUIET, ...(executablePath ? { executablePath } : {}) });
}

/** "Nobody is signed in" and "that is no schedule" are answers, though Chromium reports them as errors. */
const ANSWERED_NO = ["/api/v1/me", "/api/v1/schedule/preview"];

/** Leaving a page ends what it still reads. */
const LEFT = "net::ERR_ABORTED";

/** Collects what the page complains about: a walk that works with errors in the console or requests that fail does not work. */
export function complaintsOf(page: Page): string[] {
  const complaints: string[] = [];
  const isAnswer = (url: string) => ANSWERED_NO.some((path) => new URL(url).pathname.endsWith(path));
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("console", (message) => {
    const { url } = message.location();
    if (message.type() === "error" && !(URL.canParse(url) && isAnswer(url))) complaints.push(message.text());
  });
  page.on("requestfailed", (request) => {
    const why = request.failure()?.errorText ?? "";
    if (why !== LEFT) complaints.push(`${request.method()} ${request.url()}: ${why}`);
  });
  page.on("response", (response) => {
    if (response.status() >= 400 && !isAnswer(response.url()))
      complaints.push(`${response.request().method()} ${response.url()}: ${response.status()}`);
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

/** Pictures for people, in the folder that HOLDFAST_SCREENSHOTS names; without one, only where a test has its own. */
export async function picture(
  page: Page,
  name: string,
  folder = process.env["HOLDFAST_SCREENSHOTS"],
): Promise<void> {
  if (!folder) return;
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true });
}
