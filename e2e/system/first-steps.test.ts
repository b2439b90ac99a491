import { randomBytes } from "node:crypto";
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright";
import { expect, onTestFinished, test } from "vitest";
import { holdfast, newPlace, type Place } from "../../electron/cli/testing/holdfast-process.ts";
import { complaintsOf, openBrowser, picture } from "../browser.ts";
import { startWholeCore } from "../whole-core.ts";

const root = join(import.meta.dirname, "../..");
const page = readFileSync(join(root, "docs", "first-steps.md"), "utf8");
/** With HOLDFAST_SCREENSHOTS=docs/images this makes the pictures of the page anew. */
const PICTURES = process.env["HOLDFAST_SCREENSHOTS"] ?? join(root, "out", "pictures");

const reason = whyNotHere();

function whyNotHere(): string | undefined {
  if (process.platform !== "linux" || process.getuid?.() !== 0) return "needs root on Linux";
  return root.startsWith("/home/") ? "this folder lies in /home, which the test covers" : undefined;
}

/** In its own view of the disk, Anna's folder is where a person would have it. */
function homeOfAnna(): Place & { home: string } {
  const home = mkdtempSync(join(tmpdir(), "holdfast-home-"));
  const documents = join(home, "anna", "Documents");
  mkdirSync(join(documents, "Taxes"), { recursive: true });
  writeFileSync(join(documents, "Letter to the landlord.txt"), "Dear Mr Berg,\n");
  writeFileSync(join(documents, "Taxes", "2025.txt"), "42\n");
  writeFileSync(join(documents, "Holiday.raw"), randomBytes(3_000_000));
  mkdirSync(join(home, "anna", "bin"));
  copyFileSync(process.env["HOLDFAST_RESTIC"] ?? "", join(home, "anna", "bin", "restic"));
  const place = newPlace({ HOLDFAST_RESTIC: "/home/anna/bin/restic", HOME: "/home/anna" });
  const within = ["unshare", "--mount", "sh", "-c", 'mount --bind "$0" /home && exec "$@"', home];
  return { ...place, within, home };
}

test.skipIf(reason !== undefined)(
  `whoever follows the first steps gets from a link to a restored file, and sees what the page shows${reason === undefined ? "" : ` (skipped: ${reason})`}`,
  async () => {
    const place = homeOfAnna();
    const core = await startWholeCore(place);
    const browser = await openBrowser();
    onTestFinished(() => browser.close());
    const window = await browser.newPage({ viewport: { width: 1100, height: 760 } });
    window.setDefaultTimeout(30_000);
    const complaints = complaintsOf(window);
    const taken: string[] = [];
    const show = async (name: string) => {
      taken.push(name);
      await window.mouse.move(0, 0);
      await picture(window, `first-steps-${name}`, PICTURES);
    };

    await window.goto(await linkOf(place));
    await protect(window, show);
    await restore(window, show);

    const letters = readdirSync(place.home, { recursive: true, encoding: "utf8" })
      .filter((path) => path.endsWith("Letter to the landlord.txt"))
      .map((path) => readFileSync(join(place.home, path), "utf8"));
    expect(letters).toEqual(["Dear Mr Berg,\n", "Dear Mr Berg,\n"]);
    expect([...page.matchAll(/images\/first-steps-(\w+)\.png/g)].map(([, name]) => name)).toEqual(taken);
    expect(complaints).toEqual([]);
    await core.stop();
  },
);

type Show = (name: string) => Promise<void>;

async function linkOf(place: Place): Promise<string> {
  const { stdout } = await holdfast(place, "open");
  return /http:\S+/.exec(stdout)?.[0] ?? "";
}

async function protect(window: Page, show: Show): Promise<void> {
  await window.getByRole("link", { name: "Protect this computer" }).click();
  await window.getByText("Found: /home/anna/Documents").waitFor();
  await window.getByRole("textbox", { name: "Folder for the backups" }).fill("/home/anna/USB drive/Backups");
  await show("protect");
  await window.getByRole("button", { name: "Protect now" }).click();
  await window.getByRole("heading", { name: "The first backup has started" }).waitFor();
  await show("kit");
  const kit = window.waitForEvent("download");
  await window.getByRole("link", { name: "Download the recovery kit" }).click();
  await (await kit).path();
  await window.getByRole("link", { name: "See the first backup" }).click();
  await window.getByRole("log").getByText("Ended: success").waitFor({ timeout: 60_000 });
  await window.getByRole("link", { name: "Home", exact: true }).first().click();
  await window.getByText("This computer is protected.").first().waitFor();
  await window.getByText("1 snapshot").waitFor();
  await expect.poll(() => window.getByRole("status", { name: "Loading" }).count()).toBe(0);
  expect(await window.getByText("has no recovery kit yet").count()).toBe(0);
  await show("home");
}

async function restore(window: Page, show: Show): Promise<void> {
  await window.getByRole("navigation", { name: "Pages" }).getByRole("link", { name: "Restore" }).click();
  await window.getByRole("checkbox", { name: "Select Letter to the landlord.txt" }).click();
  await show("restore");
  await window.getByRole("button", { name: "Restore 1 item" }).click();
  await window.getByRole("log").getByText("Ended: success").waitFor({ timeout: 60_000 });
  await window.getByText("Restored to").waitFor();
  await show("restored");
}
