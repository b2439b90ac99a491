import { randomBytes } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { app, safeStorage } from "electron";
import writeFileAtomic from "write-file-atomic";
import { WRAPPED_KEY } from "../core/master-key.ts";
import { chooseKey, type Keychain } from "./choose-key.ts";

type Deps = { dataDir: string; configDir: string; warn: (text: string) => void };

/** The key for the core's stdin; undefined where the core keeps it in a file. */
export async function coreKey({ dataDir, configDir, warn }: Deps): Promise<string | undefined> {
  const file = join(dataDir, WRAPPED_KEY);
  const { from, warning } = chooseKey({
    isPackaged: app.isPackaged,
    hasWrappedKey: existsSync(file),
    hasOlderKey: [join(configDir, "holdfast.key"), join(dataDir, "holdfast.db")].some((one) =>
      existsSync(one),
    ),
    keychain: await findKeychain(),
  });
  if (warning !== undefined) warn(warning);
  if (from === "file") return undefined;
  if (from === "wrapped") return await unwrap(readFileSync(file));
  const key = randomBytes(32).toString("base64");
  // On the disk before anything is sealed with it.
  await writeFileAtomic(file, await wrap(key), { mode: 0o600, fsync: true });
  return key;
}

async function findKeychain(): Promise<Keychain> {
  if (!(await isAvailable())) return { kind: "none" };
  if (process.platform !== "linux") return { kind: "strong" };
  const backend = safeStorage.getSelectedStorageBackend?.() ?? "unknown";
  return backend === "basic_text" || backend === "unknown" ? { kind: "weak", backend } : { kind: "strong" };
}

/** The calls that wait came later than the ones that block, which Electron now advises against. */
const isAvailable = async () =>
  "isAsyncEncryptionAvailable" in safeStorage
    ? await safeStorage.isAsyncEncryptionAvailable()
    : (safeStorage as Electron.SafeStorage).isEncryptionAvailable();

const wrap = async (key: string) =>
  "encryptStringAsync" in safeStorage
    ? await safeStorage.encryptStringAsync(key)
    : (safeStorage as Electron.SafeStorage).encryptString(key);

async function unwrap(wrapped: Buffer): Promise<string> {
  try {
    if (!("decryptStringAsync" in safeStorage))
      return (safeStorage as Electron.SafeStorage).decryptString(wrapped);
    return (await safeStorage.decryptStringAsync(wrapped)).result;
  } catch (error) {
    throw new Error(
      "The keychain of this computer does not give out the key to the saved passwords. " +
        "Unlock it, or sign in to your session again; Holdfast tries once more by itself.",
      { cause: error },
    );
  }
}
