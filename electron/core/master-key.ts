import { randomBytes } from "node:crypto";
import {
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { errorCode, exitCodes, Refusal } from "./refusal.ts";

const KEY_BYTES = 32;

/** In the data folder: the key as the system's keychain has wrapped it, where the desktop app keeps it there. */
export const WRAPPED_KEY = "wrapped-key";

export type KeySource = {
  dataDir: string;
  configDir: string;
  /** HOLDFAST_KEY_FILE: must exist, is never made. */
  keyFile?: string | undefined;
  /** The first line of stdin, where the shell keeps the key in the system's keychain. */
  keyLine?: string | undefined;
};

/** The key that seals the saved passwords. It is made once, at the first start, and never replaced in silence. */
export function readMasterKey(source: KeySource): Buffer {
  if (source.keyFile !== undefined) return readKeyFile(source.keyFile);
  if (source.keyLine !== undefined) return parseKey(Buffer.from(source.keyLine), "The key on stdin");
  const path = join(source.configDir, "holdfast.key");
  if (existsSync(path)) return readKeyFile(path);
  refuseKeyOfApp(source);
  const database = join(source.dataDir, "holdfast.db");
  if (existsSync(database)) throw keyIsGone(path, database);
  return makeKeyFile(path);
}

/** Only the app has what the keychain gives out; another key would not open what was sealed with that one. */
export function refuseKeyOfApp({ dataDir, configDir, keyFile }: KeySource): void {
  const wrapped = join(dataDir, WRAPPED_KEY);
  if (keyFile !== undefined || existsSync(join(configDir, "holdfast.key")) || !existsSync(wrapped)) return;
  throw new Refusal(
    `The Holdfast app keeps the key to the saved passwords of this data folder in the system's keychain (${wrapped}), and nothing else can open it. ` +
      "Nothing is lost: open the app, which unlocks it and runs Holdfast. " +
      "To run Holdfast without the app, give it folders of its own with HOLDFAST_DATA_DIR and HOLDFAST_CONFIG_DIR.",
    exitCodes.failed,
  );
}

function readKeyFile(path: string): Buffer {
  try {
    return parseKey(readFileSync(path), `The key file ${path}`);
  } catch (error) {
    if (error instanceof Refusal) throw error;
    throw new Refusal(
      `The key file ${path} cannot be read (${errorCode(error) ?? "unknown reason"}), so the saved passwords stay sealed. ` +
        "Make it readable for this user, or name the right file with HOLDFAST_KEY_FILE.",
      exitCodes.failed,
      error,
    );
  }
}

/** 32 bytes as they are, or written in base64 or hex. */
function parseKey(content: Buffer, subject: string): Buffer {
  if (content.length === KEY_BYTES) return content;
  const text = content.toString("latin1").trim();
  if (/^[0-9a-f]{64}$/i.test(text)) return Buffer.from(text, "hex");
  if (/^[A-Za-z0-9+/_-]{43}=?$/.test(text)) return Buffer.from(text, "base64");
  throw new Refusal(
    `${subject} does not hold a key: 32 bytes are needed, as they are or written in base64 or hex. ` +
      "Nothing was changed. Put the right key back; `openssl rand -base64 32` makes one for a new data folder.",
  );
}

/** Synced to the disk before anything is sealed with it: a key lost in a power cut takes all saved passwords along. */
function makeKeyFile(path: string): Buffer {
  const key = randomBytes(KEY_BYTES);
  try {
    placeKey(path, key);
  } catch (error) {
    if (errorCode(error) === "EEXIST") return readKeyFile(path);
    throw cannotBeMade(path, error);
  }
  return key;
}

/** The key of a recovery kit, at a place that has none. */
export function writeKeyFile(path: string, key: Buffer): void {
  try {
    placeKey(path, key);
  } catch (error) {
    throw cannotBeMade(path, error);
  }
}

/** Whole or not at all: half a key from a full disk or a power cut would keep every later start from making one. */
function placeKey(path: string, key: Buffer): void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const part = `${path}.${process.pid}.part`;
  try {
    writeSynced(part, `${key.toString("base64")}\n`);
    placeOnce(part, path);
  } finally {
    rmSync(part, { force: true });
  }
  syncFolder(dirname(path));
}

function writeSynced(path: string, text: string): void {
  const file = openSync(path, "w", 0o600);
  try {
    writeSync(file, text);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/** How file systems say that they know none; Windows of a FAT disk by EISDIR. */
const WITHOUT_LINKS = new Set(["EPERM", "ENOTSUP", "EOPNOTSUPP", "ENOSYS", "EISDIR"]);

/** Of two that begin at once one is the first, and the other finds its key. */
function placeOnce(part: string, path: string): void {
  try {
    linkSync(part, path);
  } catch (error) {
    if (!WITHOUT_LINKS.has(errorCode(error) ?? "") || existsSync(path)) throw error;
    renameSync(part, path);
  }
}

function cannotBeMade(path: string, error: unknown): Refusal {
  return new Refusal(
    `The key file ${path} cannot be made (${errorCode(error) ?? "unknown reason"}), so Holdfast cannot start. ` +
      "Make its folder writable, or choose another one with HOLDFAST_CONFIG_DIR.",
    exitCodes.failed,
    error,
  );
}

function syncFolder(folder: string): void {
  // Windows opens no folders; there the file's own sync is all there is.
  if (process.platform === "win32") return;
  const handle = openSync(folder, "r");
  fsyncSync(handle);
  closeSync(handle);
}

function keyIsGone(path: string, database: string): Refusal {
  return new Refusal(
    `The key file ${path} is gone, but ${database} holds passwords that were sealed with it. ` +
      "A new key could not open them, so none was made. Your backups themselves are not affected. " +
      "Put the key file back (or name it with HOLDFAST_KEY_FILE). If it is lost: move the data folder away, start anew, " +
      "and add each repository again with the location and password in its recovery kit.",
  );
}
