import { useWindowVirtualizer } from "@tanstack/react-virtual";
import { useCallback, useState } from "react";

/** From here on only the rows in view are in the page. */
const VIRTUAL_FROM = 100;

type Options = { count: number; rowHeight: number };

/** Which rows of a long table are to be drawn while the page scrolls, and how much room the others take. */
export function useRowsInView({ count, rowHeight }: Options) {
  const [top, setTop] = useState(0);
  const isVirtual = count >= VIRTUAL_FROM;
  const virtual = useWindowVirtualizer({
    count,
    enabled: isVirtual,
    estimateSize: () => rowHeight,
    overscan: 10,
    // Once a frame is enough, however often the wheel turns.
    useFlushSync: false,
    scrollMargin: top,
  });
  const body = useCallback((element: HTMLElement | null) => {
    if (element !== null) setTop(element.getBoundingClientRect().top + window.scrollY);
  }, []);
  if (!isVirtual) return { body, first: 0, after: count, above: 0, below: 0, measure: undefined };
  const inView = virtual.getVirtualItems();
  const [first, last] = [inView[0], inView.at(-1)];
  return {
    body,
    first: first?.index ?? 0,
    after: (last?.index ?? -1) + 1,
    above: (first?.start ?? top) - top,
    below: virtual.getTotalSize() - ((last?.end ?? top) - top),
    measure: virtual.measureElement,
  };
}
