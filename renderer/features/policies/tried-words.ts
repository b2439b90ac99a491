import type { TriedRoot } from "#contract/try-policy";
import { say } from "#contract/words/say";

type Tried = Pick<TriedRoot, "resolved" | "state" | "isSilent" | "isOptional">;

export function stateOf({ resolved, state, isSilent }: Tried): string {
  if (isSilent === true) return say("the drive does not answer that holds {folder}", { folder: resolved });
  return state === "missing"
    ? say("{folder} is not there", { folder: resolved })
    : say("{folder} cannot be read", { folder: resolved });
}

export function absenceOf({ state, isSilent, isOptional }: Tried): string {
  if (isSilent === true)
    return isOptional ? say("the drive does not answer; optional") : say("the drive does not answer");
  if (state === "missing") return isOptional ? say("is not there, and is optional") : say("is not there");
  return isOptional ? say("cannot be read, and is optional") : say("cannot be read");
}

/** What fails a backup, and what to do about it. */
export function failingOf(roots: readonly Tried[]): string | undefined {
  const failing = roots.filter(({ state, isOptional }) => state !== "there" && !isOptional);
  if (failing.length === 0) return undefined;
  const advice = [
    failing.some(({ isSilent }) => isSilent === true) &&
      say("Bring the drive back, or mark the folder optional."),
    failing.some(({ isSilent }) => isSilent !== true) && say("Correct the folder, or mark it optional."),
  ];
  const steps = advice.filter((step) => step !== false).join(" ");
  return `${failing.map(stateOf).join("; ")}. ${steps}`;
}
