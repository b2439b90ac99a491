import { useLocation, useNavigate } from "react-router";
import { readOpenRun, runTabs, withOpenRun } from "./open-run.ts";

/** Which run is open beside the list, by the address: a link opens the same, and "back" closes it. */
export function useOpenRun() {
  const { search, state } = useLocation() as { search: string; state: { isOpenedHere?: true } | null };
  const navigate = useNavigate();
  const { runId, tab, list } = readOpenRun(new URLSearchParams(search));
  return {
    runId,
    tab,
    list,
    open: (run: string) =>
      void navigate(withOpenRun(list, run), { state: { isOpenedHere: true }, preventScrollReset: true }),
    setTab: (name: string | null) => {
      const next = runTabs.find((one) => one === name);
      if (runId === null || next === undefined) return;
      void navigate(withOpenRun(list, runId, next), { state, replace: true, preventScrollReset: true });
    },
    close: () => {
      if (state?.isOpenedHere === true) void navigate(-1);
      else void navigate(`?${list}`, { replace: true, preventScrollReset: true });
    },
  };
}
export type OpenRun = ReturnType<typeof useOpenRun>;
