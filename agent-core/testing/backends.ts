import { join } from "node:path";
import type { RepositoryAccess } from "#contract/repository";
import { PASSWORD } from "./restic-session.ts";
import { type RestServer, USER } from "./servers/rest-server.ts";
import { BUCKET, KEYS, type S3Server } from "./servers/s3.ts";
import type { SftpServer } from "./servers/sftp.ts";

const ID = "019ab000-0000-7000-8000-000000000002";

export function accessToRest({ url, certificate }: RestServer): RepositoryAccess {
  return {
    id: ID,
    kind: "rest-server",
    location: `rest:${url}`,
    ...(certificate !== undefined && { caCertificate: certificate }),
    credentials: { password: PASSWORD, username: USER.username, backendPassword: USER.password },
  };
}

export function accessToS3({ endpoint, certificate }: S3Server, prefix = "desk"): RepositoryAccess {
  return {
    id: ID,
    kind: "s3",
    location: `s3:${endpoint}/${BUCKET}/${prefix}`,
    caCertificate: certificate,
    bucketLookup: "path",
    credentials: { password: PASSWORD, ...KEYS },
  };
}

export function accessToSftp(server: SftpServer, folder = "desk"): RepositoryAccess {
  const { host, port, user, hostKey, privateKey } = server;
  return {
    id: ID,
    kind: "sftp",
    location: `sftp://${user}@${host}:${port}/${join(server.folder, folder)}`,
    hostKey,
    credentials: { password: PASSWORD, privateKey },
  };
}
