import type { Page } from "playwright";

const TEXT_CUT_OFF = `(() => {
  const SLACK_PX = 2;
  const cuts = (overflow) => overflow === "hidden" || overflow === "clip";
  const scrolls = (overflow) => overflow === "auto" || overflow === "scroll";

  // On an axis that the box neither shows nor scrolls. A box without size is folded away, or for screen readers alone.
  function hidesPart(box, { overflowX, overflowY }, text) {
    const { left, right, top, bottom, width, height } = box.getBoundingClientRect();
    if (width <= SLACK_PX || height <= SLACK_PX) return false;
    const isTooWide = text.right > right + SLACK_PX || text.left < left - SLACK_PX;
    const isTooHigh = text.bottom > bottom + SLACK_PX || text.top < top - SLACK_PX;
    return (cuts(overflowX) && isTooWide) || (cuts(overflowY) && isTooHigh);
  }

  // Not seen at all, seen wherever the box is, or with dots where it ends.
  const isMeant = (box, { visibility, opacity, position, textOverflow, webkitLineClamp }) =>
    visibility !== "visible" || opacity === "0" || position === "fixed" || textOverflow === "ellipsis" ||
    webkitLineClamp !== "none" || box.ariaHidden === "true";

  function cutterOf(node, text) {
    for (let box = node.parentElement; box !== null && box !== document.body; box = box.parentElement) {
      const style = getComputedStyle(box);
      if (isMeant(box, style)) return undefined;
      if (hidesPart(box, style, text)) return box;
      if (scrolls(style.overflowX) || scrolls(style.overflowY)) return undefined;
    }
    return undefined;
  }

  const found = [];
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = texts.nextNode(); node !== null; node = texts.nextNode()) {
    const words = node.textContent.trim();
    const range = document.createRange();
    range.selectNodeContents(node);
    const text = range.getBoundingClientRect();
    const cutter = words === "" || text.width === 0 ? undefined : cutterOf(node, text);
    if (cutter !== undefined) found.push("“" + words.slice(0, 80) + "” is cut off by " + cutter.tagName + "." + cutter.className);
  }
  return found;
})()`;

/** Texts of a page that nobody can read to their end: a box around them hides the rest, shows no dots and cannot be scrolled. */
export const cutOffOn = (page: Page) => page.evaluate<string[]>(TEXT_CUT_OFF);
