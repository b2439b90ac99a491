/** Who brings new versions: Holdfast itself, an administrator or the system's package manager, or whoever has the clone. */
export type InstallKind = "self-updating" | "managed" | "clone";

type Where = {
  isPackaged: boolean;
  platform: NodeJS.Platform;
  appImage: string | undefined;
  /** electron-builder leaves it only in packages that it can update. */
  hasUpdateFile: boolean;
  /** The MSI and the pkg leave it, and so does an administrator who wants no updates. */
  hasManagedMark: boolean;
};

export function installKind({
  isPackaged,
  platform,
  appImage,
  hasUpdateFile,
  hasManagedMark,
}: Where): InstallKind {
  if (!isPackaged) return "clone";
  if (hasManagedMark || !hasUpdateFile) return "managed";
  return platform === "linux" && appImage === undefined ? "managed" : "self-updating";
}
