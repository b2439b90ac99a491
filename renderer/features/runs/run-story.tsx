import type { RunDetail } from "#contract/runs";
import { kindName } from "../../components/run-title.ts";
import { TimeAgo } from "../../components/time-ago.tsx";

/** What was done where, when and why. */
export function RunStory({ run }: { run: RunDetail }) {
  return (
    <>
      {kindName(run.kind)} {run.kind === "backup" ? "of" : "on"} {run.hostname}, started{" "}
      <TimeAgo at={run.startedAt} />
      {run.attempt > 1 && `, attempt ${run.attempt}`}
      {run.origin === "schedule" && ", by its schedule"}
      {run.origin === "catch-up" && ", to catch up"}
      {run.origin === "manual" && ", by hand"}
    </>
  );
}
