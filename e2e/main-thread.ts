import type { Browser, Page } from "playwright";

type TraceEvent = {
  name: string;
  ph: string;
  pid: number;
  tid: number;
  tdur?: number;
  args?: { name?: string };
};

/**
 * The CPU in milliseconds of each task on the main thread of a page, while something happens there. Other programs on this machine
 * make a task last longer, but hardly cost more.
 */
export async function tasksDuring(
  browser: Browser,
  page: Page,
  happens: () => Promise<void>,
): Promise<number[]> {
  await browser.startTracing(page, { categories: ["toplevel", "__metadata"] });
  await happens();
  const { traceEvents } = JSON.parse(String(await browser.stopTracing())) as { traceEvents: TraceEvent[] };
  const threadOf = ({ pid, tid }: TraceEvent) => `${pid} ${tid}`;
  const mains = new Set(
    traceEvents
      .filter(({ name, args }) => name === "thread_name" && args?.name === "CrRendererMain")
      .map(threadOf),
  );
  return traceEvents
    .filter(({ name, ph }) => ph === "X" && name === "ThreadControllerImpl::RunTask")
    .filter((event) => mains.has(threadOf(event)))
    .map(({ tdur = 0 }) => tdur / 1_000);
}
