import { dirname } from "node:path";
import { readMounts } from "./mount-points.ts";

/** What the system shows as files and is none. */
const OF_THE_SYSTEM =
  /^(autofs|binfmt_misc|bpf|cgroup2?|configfs|debugfs|devpts|devtmpfs|efivarfs|fusectl|hugetlbfs|mqueue|nsfs|proc|pstore|rpc_pipefs|securityfs|selinuxfs|sysfs|tracefs)$/;

export type MountedAt = (path: string) => { isMount: boolean; isSystem: boolean };

/** Whether something else is mounted at a path, without touching it: a share whose server is gone hangs whoever does. */
export function readMountedAt(platform: NodeJS.Platform = process.platform): MountedAt {
  const types = new Map(readMounts().map(({ path, type }) => [path, type]));
  return (path) => ({
    isMount: types.has(path) || (platform === "darwin" && dirname(path) === "/Volumes"),
    isSystem: OF_THE_SYSTEM.test(types.get(path) ?? ""),
  });
}
