/** Who brings new versions: Holdfast itself, an administrator or the system's package manager, or whoever has the clone. */
export type InstallKind = "self-updating" | "managed" | "clone";

type Where = {
  isPackaged: boolean;
  platform: NodeJS.Platform;
  appImage: string | undefined;
  /** electron-builder leaves it only in packages that it can update. */
  hasUpdateFile: boolean;
  /** The MSI leaves it, and so does an administrator who wants no updates. */
  hasManagedMark: boolean;
  /** The pkg makes it so. What somebody has dragged to Applications belongs to him. */
  belongsToRoot: boolean;
};

export function installKind({
  isPackaged,
  platform,
  appImage,
  hasUpdateFile,
  hasManagedMark,
  belongsToRoot,
}: Where): InstallKind {
  if (!isPackaged) return "clone";
  if (hasManagedMark || !hasUpdateFile) return "managed";
  if (platform === "darwin" && belongsToRoot) return "managed";
  return platform === "linux" && appImage === undefined ? "managed" : "self-updating";
}
