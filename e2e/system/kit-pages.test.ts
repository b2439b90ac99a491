import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright";
import { expect, onTestFinished, test } from "vitest";
import { replaceRepository } from "#contract/repositories";
import { newPlace } from "../../electron/cli/testing/holdfast-process.ts";
import { complaintsOf, hindrancesOn, openBrowser, picture } from "../browser.ts";
import { startWholeCore } from "../whole-core.ts";
import { makeFiles, protect } from "./backed-up-folder.ts";

const PICTURES = process.env["HOLDFAST_SCREENSHOTS"] ?? join(import.meta.dirname, "../../out/pictures");

async function lookAt(page: Page, name: string): Promise<void> {
  for (const width of [400, 1280]) {
    await page.setViewportSize({ width, height: 900 });
    expect(await hindrancesOn(page), `${name} ${width}`).toEqual([]);
    await picture(page, `${name}-${width}`, PICTURES);
  }
}

/** What goes to the printer, from whichever frame: a browser without a screen has no dialog for it. */
async function watchPrinter(page: Page): Promise<string[]> {
  const printed: string[] = [];
  await page.exposeFunction("takeSheet", (text: string) => void printed.push(text));
  await page.addInitScript(
    "print = () => { top.takeSheet(document.body.innerText); dispatchEvent(new Event('afterprint')); }",
  );
  return printed;
}

test("the kit is printed from its page and saved as a file, and Home asks for another once it opens nothing any more", {
  timeout: 300_000,
}, async () => {
  const { HOLDFAST_RESTIC } = process.env;
  const place = newPlace({ HOLDFAST_RESTIC, HOLDFAST_ADMIN_PASSWORD: "correct-horse-9" });
  const core = await startWholeCore(place);
  const disk = { kind: "fs" as const, name: "Disk", path: join(place.folder, "disk"), perAgent: false };
  const { repositoryId: id } = await protect(core, makeFiles(place.folder), {
    ...disk,
    password: "open sesame",
  });
  const browser = await openBrowser();
  onTestFinished(() => browser.close());
  const context = await browser.newContext({ reducedMotion: "reduce" });
  const page = await context.newPage();
  const complaints = complaintsOf(page);
  const printed = await watchPrinter(page);
  const data = { username: "admin", password: "correct-horse-9" };
  await page.request.post(`${core.url}/api/v1/session`, { data, headers: { origin: core.url } });

  await page.goto(core.url);
  await page.getByText("The repository Disk has no recovery kit yet").waitFor();
  await page.getByRole("link", { name: "Keep the recovery kit" }).click();
  await page.getByText("No kit was made yet.").waitFor();

  await page.getByRole("button", { name: "Print it" }).click();
  await page.getByText(/^Made /).waitFor();
  await expect.poll(() => printed).toHaveLength(1);
  expect(printed[0]).toContain("open sesame");
  expect(await page.locator("iframe").count()).toBe(0);
  expect(context.pages()).toHaveLength(1);

  await page.getByRole("button", { name: "Encrypted kit for everything" }).click();
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Save the file" }).click();
  const saved = await download;
  expect(saved.suggestedFilename()).toMatch(/^holdfast-recovery-kit-[\d-]+\.json$/);
  expect(JSON.parse(readFileSync(await saved.path(), "utf8"))).toMatchObject({ format: "holdfast-kit" });
  await lookAt(page, "kit-saved");
  await page.getByRole("button", { name: "Close" }).last().click();

  await page.goto(core.url);
  await page.getByText("Disk").first().waitFor();
  expect(await page.getByText("recovery kit").count()).toBe(0);
  await core.call(replaceRepository, {
    params: { id },
    body: { ...disk, path: join(place.folder, "elsewhere") },
  });
  await page.getByText("The recovery kit of Disk does not open it any more").waitFor();
  await lookAt(page, "kit-stale");
  await page.getByRole("link", { name: "Make a new kit" }).click();
  await page.getByText("The kit that was made does not open this repository any more").waitFor();
  expect(complaints).toEqual([]);
});
