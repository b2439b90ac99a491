import * as tls from "node:tls";
import type { RepositoryAccess } from "#contract/repository";

/**
 * Those that restic shall trust in the two servers of a copy; undefined for those of the system. It takes one list for both, and in
 * place of the system's: where one server has a certificate of its own and the other one has not, those of the system are in it too.
 */
export function authoritiesOf(both: readonly RepositoryAccess[]): string | undefined {
  const own = both.flatMap(({ caCertificate }) => (caCertificate === undefined ? [] : [caCertificate]));
  if (own.length === 0) return undefined;
  const needsSystem = both.some((one) => one.caCertificate === undefined && speaksTls(one));
  const all = needsSystem ? [...own, ...ofSystem(), ...tls.rootCertificates] : own;
  return `${[...new Set(all.map((one) => one.trim()))].join("\n")}\n`;
}

/** An Electron may be older than this function of Node; then those that it brings along must do. */
function ofSystem(): string[] {
  const { getCACertificates }: Partial<typeof tls> = tls;
  return getCACertificates?.("system") ?? [];
}

/** Of the further ones all but rclone, which does that by itself. */
function speaksTls({ kind, location }: RepositoryAccess): boolean {
  if (kind === "fs" || kind === "sftp") return false;
  return !/^(rclone:|(rest|s3):http:)/.test(location);
}
