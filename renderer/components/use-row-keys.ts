import { useHotkeys } from "@mantine/hooks";

/** `j` and `k` go from row to row of the list on the page; Enter then opens what has the focus. */
export function useRowKeys(): void {
  useHotkeys([
    ["j", () => move(1)],
    ["k", () => move(-1)],
  ]);
}

function move(by: 1 | -1): void {
  const links = [...document.querySelectorAll<HTMLElement>("[data-row-link]")];
  const at = links.indexOf(document.activeElement as HTMLElement);
  links[at < 0 ? 0 : Math.min(Math.max(at + by, 0), links.length - 1)]?.focus();
}
