import "reflect-metadata";
import type { webcrypto } from "node:crypto";
import { once } from "node:events";
import type { AddressInfo, Socket } from "node:net";
import { createServer } from "node:tls";
import * as x509 from "@peculiar/x509";

const KEYS = { name: "ECDSA", namedCurve: "P-256" };
const SIGNATURE = { name: "ECDSA", hash: "SHA-256" };

/** A server that claims to be an orchestrator: it shows a leaf of its own making, and behind it what it likes. */
export async function startImpostor(behind: string | undefined) {
  const received: Buffer[] = [];
  const ended: Promise<unknown>[] = [];
  const server = createServer({ ...(await forgedChain(behind)), minVersion: "TLSv1.3" }, (socket) => {
    socket.on("data", (part: Buffer) => received.push(part)).on("error", () => undefined);
  });
  server.on("connection", (socket: Socket) =>
    ended.push(new Promise((resolve) => socket.on("close", resolve))),
  );
  server.on("tlsClientError", () => undefined);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `https://127.0.0.1:${(server.address() as AddressInfo).port}`,
    /** What one caller let it read before it went away. */
    async caught() {
      await Promise.all(ended);
      return { connections: ended.length, bytes: Buffer.concat(received).length };
    },
    close: () => void server.close(),
  };
}

export async function forgedChain(behind: string | undefined) {
  const keys = await crypto.subtle.generateKey(KEYS, true, ["sign", "verify"]);
  const key = await toPem(keys.privateKey);
  if (behind === undefined) {
    const own = await x509.X509CertificateGenerator.createSelfSigned({
      name: "CN=another orchestrator",
      keys,
      signingAlgorithm: SIGNATURE,
    });
    return { key, cert: own.toString("pem") };
  }
  const authority = new x509.X509Certificate(behind);
  const leaf = await x509.X509CertificateGenerator.create({
    subject: "CN=your orchestrator",
    issuer: authority.subject,
    publicKey: keys.publicKey,
    // It does not have the authority's key: only the names fit.
    signingKey: keys.privateKey,
    signingAlgorithm: SIGNATURE,
    extensions: [await x509.AuthorityKeyIdentifierExtension.create(authority.publicKey)],
  });
  return { key, cert: `${leaf.toString("pem")}\n${behind}` };
}

async function toPem(key: webcrypto.CryptoKey): Promise<string> {
  return x509.PemConverter.encode(await crypto.subtle.exportKey("pkcs8", key), "PRIVATE KEY");
}
