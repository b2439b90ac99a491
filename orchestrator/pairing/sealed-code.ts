import {
  createCipheriv,
  createDecipheriv,
  createPublicKey,
  diffieHellman,
  generateKeyPairSync,
  hkdfSync,
  type KeyObject,
  randomBytes,
} from "node:crypto";
import type { SealedJoinCode } from "#contract/pairings";

const CIPHER = "aes-256-gcm";
const TAG_BYTES = 16;

/** A key for one try. Only who holds it reads what is sealed for its public half. */
export function createPairingKey() {
  const { publicKey, privateKey } = generateKeyPairSync("x25519");
  return {
    publicKey: toText(publicKey),
    /** Throws where it was sealed for another key, or was touched. */
    open({ publicKey: theirs, nonce, data }: SealedJoinCode): string {
      const bytes = Buffer.from(data, "base64url");
      const key = agreedKey(privateKey, theirs);
      const decipher = createDecipheriv(CIPHER, key, Buffer.from(nonce, "base64url"));
      decipher.setAuthTag(bytes.subarray(-TAG_BYTES));
      const clear = [decipher.update(bytes.subarray(0, -TAG_BYTES)), decipher.final()];
      return Buffer.concat(clear).toString("utf8");
    },
  };
}

export type PairingKey = ReturnType<typeof createPairingKey>;

/** Throws at once where no key can be agreed on with that public one. */
export function sealerFor(machineKey: string): (text: string) => SealedJoinCode {
  const { publicKey, privateKey } = generateKeyPairSync("x25519");
  const key = agreedKey(privateKey, machineKey);
  return (text) => {
    const nonce = randomBytes(12);
    const cipher = createCipheriv(CIPHER, key, nonce);
    const sealed = Buffer.concat([cipher.update(text, "utf8"), cipher.final(), cipher.getAuthTag()]);
    return {
      publicKey: toText(publicKey),
      nonce: nonce.toString("base64url"),
      data: sealed.toString("base64url"),
    };
  };
}

function agreedKey(privateKey: KeyObject, theirs: string): Buffer {
  const publicKey = createPublicKey({ format: "jwk", key: { kty: "OKP", crv: "X25519", x: theirs } });
  const shared = diffieHellman({ privateKey, publicKey });
  return Buffer.from(hkdfSync("sha256", shared, "", "holdfast join code 1", 32));
}

function toText(key: KeyObject): string {
  return key.export({ format: "jwk" }).x ?? "";
}
