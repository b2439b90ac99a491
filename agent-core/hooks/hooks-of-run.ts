import { backupSpec, type HookNames, type TaskOffer } from "#contract/task";
import { AT_ONCE, HURRIED } from "../processes/end-process.ts";
import type { RunLog } from "../report/run-log.ts";
import { failed, stoppedWithoutRestic, type TaskEnd } from "../restic/judge-end.ts";
import { createStopSwitch, type StopSwitch } from "../stop-signal.ts";
import { runHook } from "./run-hook.ts";

type Deps = {
  hookFolder: string | undefined;
  inherited: Record<string, string>;
  log: RunLog;
  stop: StopSwitch;
};
type Moment = Exclude<keyof HookNames, "timeoutSeconds">;

const DEFAULT_SECONDS = 300;
/** Of the seconds in which the whole program ends: restic's own end lies before it, and after it the result is written down. */
const LEFT_AT_SHUTDOWN_MS = 5_000;
const named = backupSpec.pick({ hooks: true });

/** The scripts that a policy names for its backups: before it, after it, and after one that was not made. */
export function hooksOfRun(deps: Deps, offer: TaskOffer) {
  const names = offer.kind === "backup" ? named.parse(offer.spec).hooks : undefined;
  let stoppedAt = performance.now();
  deps.stop.signal.addEventListener("abort", () => {
    stoppedAt = performance.now();
  });

  async function call(moment: Moment, end?: TaskEnd): Promise<string | undefined> {
    const name = names?.[moment];
    if (name === undefined) return undefined;
    const { hookFolder, log, stop } = deps;
    if (hookFolder === undefined)
      return `The script “${name}” was not run: the local rules of this machine name no hook folder.`;
    log.info(`Running the script “${name}” (${moment}).`);
    const facts = factsOf(moment, offer, end);
    const problem = await runHook({
      folder: hookFolder,
      name,
      environment: { ...deps.inherited, ...variablesOf(facts) },
      input: { ...facts, summary: end?.summary ?? null },
      ...limitsOf(moment),
      stop: moment === "before" ? stop : createStopSwitch(),
      onLine: (line) => log.info(`${name}: ${line}`),
    });
    return problem && `The script “${name}” ${problem}.`;
  }

  function limitsOf(moment: Moment) {
    const timeoutMs = (names?.timeoutSeconds ?? DEFAULT_SECONDS) * 1_000;
    if (moment === "before" || deps.stop.reason() !== "shutdown") return { timeoutMs, grace: HURRIED };
    const leftMs = stoppedAt + LEFT_AT_SHUTDOWN_MS - performance.now();
    return { timeoutMs: Math.min(timeoutMs, leftMs), grace: AT_ONCE };
  }

  return {
    /** An end where the run must not begin. */
    async before(): Promise<TaskEnd | undefined> {
      const problem = await call("before");
      if (problem === undefined) return undefined;
      if (deps.stop.signal.aborted) return stoppedWithoutRestic(deps.stop);
      const code = deps.hookFolder === undefined ? "not-allowed-here" : "hook-failed";
      return failed(code, `${problem} Nothing was backed up.`);
    },

    async after(end: TaskEnd): Promise<TaskEnd> {
      const isGood = end.outcome === "success" || end.outcome === "warning";
      const problem = await call(isGood ? "after" : "onFailure", end);
      if (problem === undefined) return end;
      deps.log.warn(problem);
      if (!isGood) return end;
      return { ...end, ...failed("hook-failed", `${problem} The backup before it was made.`) };
    },
  };
}

function factsOf(
  hook: Moment,
  { taskId, attempt, policyId, policyName, repository }: TaskOffer,
  end?: TaskEnd,
) {
  return {
    hook,
    taskId,
    attempt,
    policyId: policyId ?? null,
    policyName: policyName ?? null,
    repositoryId: repository.id,
    outcome: end?.outcome ?? null,
    failureCode: end?.failure?.code ?? null,
    snapshotId: end?.snapshotId ?? null,
  };
}

/** `HOLDFAST_POLICY_NAME` and the like; what is not known is empty. */
function variablesOf(facts: Record<string, string | number | null>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(facts).map(([name, value]) => [
      `HOLDFAST_${name.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase()}`,
      String(value ?? ""),
    ]),
  );
}
