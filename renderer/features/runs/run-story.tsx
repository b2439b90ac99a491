import type { RunDetail } from "#contract/runs";
import { say } from "#contract/words/say";
import { kindName } from "../../components/run-title.ts";
import { sayWith } from "../../components/say-with.tsx";
import { TimeAgo } from "../../components/time-ago.tsx";

/** What was done where, when and why. */
export function RunStory({ run }: { run: RunDetail }) {
  const { attempt, hostname } = run;
  const started = <TimeAgo at={run.startedAt} />;
  const why = originWords(run.origin);
  return (
    <>
      {run.kind === "backup"
        ? sayWith("Backup of {hostname}, started {started}", { hostname, started })
        : sayWith("{kind} on {hostname}, started {started}", { kind: kindName(run.kind), hostname, started })}
      {attempt > 1 && `, ${say("attempt {attempt}", { attempt })}`}
      {why !== undefined && `, ${why}`}
    </>
  );
}

function originWords(origin: RunDetail["origin"]): string | undefined {
  switch (origin) {
    case "schedule":
      return say("by its schedule");
    case "catch-up":
      return say("to catch up");
    case "manual":
      return say("by hand");
    default:
      return undefined;
  }
}
