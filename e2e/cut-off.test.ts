import { expect, onTestFinished, test } from "vitest";
import { openBrowser } from "./browser.ts";
import { cutOffOn } from "./cut-off.ts";

const narrow = (style: string, words: string) =>
  `<div style="width: 80px; white-space: nowrap; ${style}">${words}</div>`;

test("text that a box hides is found; what scrolls, ends in dots or is folded away is not", async () => {
  const browser = await openBrowser();
  onTestFinished(() => browser.close());
  const page = await browser.newPage();
  await page.setContent(
    [
      narrow("overflow: hidden", "a long text without its end"),
      narrow("overflow: hidden; white-space: normal; height: 20px", "a long text on several lines"),
      narrow("overflow: auto", "a long text that scrolls"),
      narrow("overflow: visible", "a long text that stands out"),
      narrow("overflow: hidden; text-overflow: ellipsis", "a long text with dots"),
      narrow("overflow: hidden; height: 0", "a long text that is folded away"),
    ].join(""),
  );

  expect(await cutOffOn(page)).toEqual([
    "“a long text without its end” is cut off by DIV.",
    "“a long text on several lines” is cut off by DIV.",
  ]);
});
