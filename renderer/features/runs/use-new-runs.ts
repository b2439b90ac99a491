import { useState } from "react";
import type { Run } from "#contract/runs";

const AT_TOP_PX = 80;

/** Holds back runs that begin while somebody reads further down, so that no line moves under their eyes. */
export function useNewRuns(runs: readonly Run[], filterKey: string) {
  const newest = runs[0]?.startedAt ?? "";
  const [seen, setSeen] = useState({ filterKey, until: newest });
  const isOther = seen.filterKey !== filterKey;
  const mayMove = isOther || (globalThis.scrollY ?? 0) < AT_TOP_PX;
  if (isOther || (mayMove && newest > seen.until)) setSeen({ filterKey, until: newest });
  const heldCount = mayMove ? 0 : runs.filter((run) => run.startedAt > seen.until).length;
  return {
    shown: runs.slice(heldCount),
    heldCount,
    show: () => {
      setSeen({ filterKey, until: newest });
      window.scrollTo({ top: 0 });
    },
  };
}
