import { getMe } from "#contract/access";
import type { Call } from "#contract/call";
import { getRun } from "#contract/runs";
import { openFolder } from "./open-folder.ts";

/** Opens the folder that a restore on this computer wrote into, where it is still there. */
export const openRestored =
  (call: () => Call | undefined) =>
  async (runId: string): Promise<boolean> => {
    try {
      const folder = await folderOf(call(), runId);
      return folder !== undefined && (await openFolder(folder));
    } catch {
      return false;
    }
  };

async function folderOf(call: Call | undefined, runId: string): Promise<string | undefined> {
  if (call === undefined) return undefined;
  const { agentId, summary } = await call(getRun, { params: { id: runId } });
  const { localAgentId } = await call(getMe, {});
  return agentId === localAgentId ? summary?.restoredTo : undefined;
}
