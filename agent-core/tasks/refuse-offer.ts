import { homedir } from "node:os";
import { restoreSpec, type TaskOffer } from "#contract/task";
import { unlessAborted } from "../in-time.ts";
import { failed, stoppedWithoutRestic, type TaskEnd } from "../restic/judge-end.ts";
import type { AgentRules } from "../rules/agent-rules.ts";
import { refuseKind, refuseRestore } from "../rules/refuse-task.ts";
import type { StopSwitch } from "../stop-signal.ts";
import { restorePlaces, silentPlace } from "./restore-places.ts";

type Deps = {
  rules: AgentRules;
  stop: Pick<StopSwitch, "signal" | "reason">;
  home?: string;
  answers?: (path: string) => Promise<boolean>;
};

/** Why a task is not even begun: the local rules do not allow it, or the drive says nothing that the files would go to. */
export async function refuseOffer(
  { rules, stop, home = homedir(), answers }: Deps,
  { kind, spec }: Pick<TaskOffer, "kind" | "spec">,
): Promise<TaskEnd | undefined> {
  const forbidden = refuseKind(rules, kind);
  if (forbidden !== undefined) return failed("not-allowed-here", forbidden);
  if (kind !== "restore") return undefined;
  const asked = restoreSpec.parse(spec);
  // Before the rules: what they say of a folder depends on what is in it.
  const silent = await unlessAborted(silentPlace(restorePlaces(asked, home), answers), stop.signal);
  if (stop.signal.aborted) return stoppedWithoutRestic(stop);
  if (silent !== undefined) return failed("stalled", silence(silent));
  const refusal = await refuseRestore(rules, asked, home);
  return refusal === undefined ? undefined : failed("not-allowed-here", refusal);
}

const silence = (place: string) =>
  `The drive that holds ${place} does not answer, so nothing was restored. Connect it again, or choose another folder.`;
