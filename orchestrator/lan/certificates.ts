import "reflect-metadata";
import type { webcrypto } from "node:crypto";
import * as x509 from "@peculiar/x509";

export type Authority = { certificate: string; privateKey: string };
export type Leaf = { cert: string; key: string; notBefore: Date; notAfter: Date };
type Named = { serverName: string; names: string[]; addresses: string[] };

const DAY_MS = 86_400_000;
const AUTHORITY_DAYS = 25 * 365;
/** Systems that trust an imported authority still refuse leaves that live longer than 825 or 398 days. */
const LEAF_DAYS = 390;
const KEYS = { name: "ECDSA", namedCurve: "P-256" };
const SIGNATURE = { name: "ECDSA", hash: "SHA-256" };

/** An authority that vouches for one orchestrator and nothing else. */
export async function makeAuthority(orchestratorId: string, now: Date): Promise<Authority> {
  const keys = await crypto.subtle.generateKey(KEYS, true, ["sign", "verify"]);
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    name: [{ CN: [`Holdfast ${orchestratorId}`] }],
    keys,
    signingAlgorithm: SIGNATURE,
    ...lifetime(now, AUTHORITY_DAYS),
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  });
  return { certificate: `${certificate.toString("pem")}\n`, privateKey: await toPem(keys.privateKey) };
}

/** What the listener shows: a leaf with a key of its own, and the authority behind it. */
export async function issueLeaf(authority: Authority, named: Named, now: Date): Promise<Leaf> {
  const issuer = new x509.X509Certificate(authority.certificate);
  const keys = await crypto.subtle.generateKey(KEYS, true, ["sign", "verify"]);
  const life = lifetime(now, LEAF_DAYS);
  const leaf = await x509.X509CertificateGenerator.create({
    subject: [{ CN: [named.serverName] }],
    issuer: issuer.subject,
    publicKey: keys.publicKey,
    signingKey: await fromPem(authority.privateKey),
    signingAlgorithm: SIGNATURE,
    ...life,
    extensions: [
      new x509.BasicConstraintsExtension(false, undefined, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
      new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
      await x509.AuthorityKeyIdentifierExtension.create(issuer.publicKey),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
      new x509.SubjectAlternativeNameExtension([
        ...[named.serverName, ...named.names].map((value) => ({ type: "dns" as const, value })),
        ...named.addresses.map((value) => ({ type: "ip" as const, value })),
      ]),
    ],
  });
  return {
    cert: `${leaf.toString("pem")}\n${authority.certificate}`,
    key: await toPem(keys.privateKey),
    ...life,
  };
}

/** From a day ago, for browsers whose clock is behind. */
function lifetime(now: Date, days: number): { notBefore: Date; notAfter: Date } {
  return {
    notBefore: new Date(now.getTime() - DAY_MS),
    notAfter: new Date(now.getTime() + (days - 1) * DAY_MS),
  };
}

async function toPem(key: webcrypto.CryptoKey): Promise<string> {
  return x509.PemConverter.encode(await crypto.subtle.exportKey("pkcs8", key), "PRIVATE KEY");
}

async function fromPem(pem: string): Promise<webcrypto.CryptoKey> {
  const [der] = x509.PemConverter.decode(pem);
  if (der === undefined) throw new Error("The key of the certificate authority cannot be read.");
  return crypto.subtle.importKey("pkcs8", der, KEYS, false, ["sign"]);
}
