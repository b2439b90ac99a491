import { join } from "node:path";
import { clipboard, dialog, shell } from "electron";
import type { Call } from "#contract/call";
import { say } from "#contract/words/say";
import { assertNever } from "./assert-never.ts";
import { backUp, pauseBackups, resumeBackups, stopTasks } from "./core-requests.ts";
import type { MenuAction } from "./menu-entry.ts";

type Deps = {
  call: () => Call | undefined;
  wake: () => void;
  open: (path: string) => Promise<void>;
  openCompact: () => Promise<void>;
  quit: () => Promise<void>;
  update: () => Promise<void>;
  diagnostics: () => string;
  dataDir: string;
};

/** Does what was chosen in a menu, and says so where it could not be done. */
export async function act(deps: Deps, action: MenuAction): Promise<void> {
  try {
    await carryOut(deps, action);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    dialog.showErrorBox(
      titles()[action.do],
      `${reason}\n\n${say("Nothing else was changed. Open Holdfast for the details.")}`,
    );
  }
}

const titles = (): Record<MenuAction["do"], string> => ({
  open: say("The window could not be opened"),
  "open-compact": say("The window could not be opened"),
  "back-up": say("The backup could not be started"),
  stop: say("The run could not be stopped"),
  pause: say("Backups could not be paused"),
  resume: say("Backups could not be resumed"),
  "copy-diagnostics": say("The diagnostics could not be copied"),
  "open-logs": say("The log folder could not be opened"),
  update: say("The update could not be installed"),
  quit: say("Holdfast could not quit"),
});

async function carryOut(deps: Deps, action: MenuAction): Promise<void> {
  switch (action.do) {
    case "open":
      return await deps.open(action.path);
    case "open-compact":
      return await deps.openCompact();
    case "back-up":
      await backUp(running(deps), action.policyIds);
      return deps.wake();
    case "stop":
      await stopTasks(running(deps), action.taskIds);
      return deps.wake();
    case "pause":
      await pauseBackups(running(deps), action.agentId, action.until);
      return deps.wake();
    case "resume":
      await resumeBackups(running(deps), action.agentId);
      return deps.wake();
    case "copy-diagnostics":
      return clipboard.writeText(deps.diagnostics());
    case "open-logs":
      await shell.openPath(join(deps.dataDir, "logs"));
      return;
    case "update":
      return await deps.update();
    case "quit":
      return await deps.quit();
    default:
      return assertNever(action);
  }
}

function running({ call }: Deps): Call {
  const found = call();
  if (found === undefined)
    throw new Error(say("Holdfast's core is not running at the moment. Try again in a minute."));
  return found;
}
