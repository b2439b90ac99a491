import { writeFileSync } from "node:fs";
import type { BrowserWindow } from "electron";
import { isCoreOrigin } from "./allowed-url.ts";
import { wait } from "./wait.ts";

type Deps = { window: () => BrowserWindow | undefined; coreUrl: () => string | undefined };

const LIMIT_MS = 60_000;
/** The page paints what it fetched after its first frame. */
const SETTLE_MS = 1_500;

/** Waits until the core's UI stands in the window; says what it saw, or why not in time. */
export async function smokeTest(
  deps: Deps,
  screenshot: string | undefined,
): Promise<{ ok: boolean; text: string }> {
  const never = new AbortController().signal;
  for (let waitedMs = 0; waitedMs < LIMIT_MS; waitedMs += 250) {
    const seen = await lookAt(deps);
    if (seen !== undefined) {
      await wait(SETTLE_MS, never);
      if (screenshot !== undefined) await saveScreenshot(deps.window(), screenshot);
      return { ok: true, text: `The UI is shown: ${seen}` };
    }
    await wait(250, never);
  }
  return {
    ok: false,
    text: `The UI did not appear within ${LIMIT_MS / 1_000} s; see logs/desktop.log in the data folder.`,
  };
}

/** What the page says of itself once it has drawn something. */
async function lookAt({ window, coreUrl }: Deps): Promise<string | undefined> {
  const contents = window()?.webContents;
  if (contents === undefined || contents.isLoading() || !isCoreOrigin(contents.getURL(), coreUrl()))
    return undefined;
  const text: unknown = await contents.executeJavaScript("document.querySelector('#root')?.innerText ?? ''");
  return typeof text === "string" && text.trim() !== "" ? text.trim().slice(0, 200) : undefined;
}

async function saveScreenshot(window: BrowserWindow | undefined, path: string): Promise<void> {
  const image = await window?.webContents.capturePage();
  if (image !== undefined) writeFileSync(path, image.toPNG());
}
