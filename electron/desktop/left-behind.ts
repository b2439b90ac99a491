import { existsSync } from "node:fs";
import { join } from "node:path";
import { say } from "#contract/words/say";
import { readAddress } from "./find-core.ts";
import type { createShellMemory } from "./shell-memory.ts";
import type { TrayInput } from "./tray-state.ts";

type Deps = {
  memory: Pick<ReturnType<typeof createShellMemory>, "read" | "change">;
  /** Of this account. */
  dataDir: string;
  change: (leftBehind: number) => void;
  tell: (text: string) => void;
};

/**
 * There is one core for a computer: beside a service the app starts none of its own, and what this account had set up before the service came
 * does not run any more. That is never silent.
 */
export function watchLeftBehind({ memory, dataDir, change, tell }: Deps): (input: TrayInput) => void {
  function countOf({ core, known }: TrayInput): number | undefined {
    if (core.kind !== "running") return undefined;
    const isOfThisAccount = core.isOwn || readAddress(dataDir)?.url === core.url;
    if (!isOfThisAccount) return existsSync(join(dataDir, "holdfast.db")) ? memory.read().ownPolicies : 0;
    const ownPolicies = known?.policies.length;
    if (ownPolicies !== undefined && ownPolicies !== memory.read().ownPolicies)
      memory.change({ ownPolicies });
    return 0;
  }

  return (input) => {
    const count = countOf(input);
    if (count === undefined || count === (input.leftBehind ?? 0)) return;
    change(count);
    if (count > 0) tell(leftBehindSentence(count));
  };
}

export const leftBehindSentence = (count: number): string =>
  say(
    "{count, plural, one {# backup of this account does} other {# backups of this account do}} not run: a service looks after this computer.",
    { count },
  );
