/** Where the key that seals the saved passwords may be kept by the system. `weak`: it would lie there as good as open. */
export type Keychain = { kind: "strong" } | { kind: "weak"; backend: string } | { kind: "none" };

type Found = {
  /** A clone is started by other means too, which know no keychain. */
  isPackaged: boolean;
  hasWrappedKey: boolean;
  /** A key file, or a database that was sealed with one. */
  hasOlderKey: boolean;
  keychain: Keychain;
};

export type KeyChoice = {
  /** `wrapped`: in the keychain already; `make`: put there now; `file`: the core keeps it in a file of its own. */
  from: "wrapped" | "make" | "file";
  /** What a person should know about it. */
  warning?: string;
};

/** A key is never moved: whoever made it may not find it again. */
export function chooseKey({ isPackaged, hasWrappedKey, hasOlderKey, keychain }: Found): KeyChoice {
  if (hasWrappedKey) return { from: "wrapped" };
  if (!isPackaged || hasOlderKey) return { from: "file" };
  if (keychain.kind === "strong") return { from: "make" };
  const why =
    keychain.kind === "none"
      ? "This computer has no keychain"
      : `The keychain of this computer (${keychain.backend}) would not protect it`;
  return {
    from: "file",
    warning: `${why}: the key to the saved passwords lies in a file that only this user can read.`,
  };
}
