import { randomUUID } from "node:crypto";
import type { RepositoryAccess } from "#contract/repository";
import type { BackupSpec, RestoreSpec, TaskOffer } from "#contract/task";

type Wanted = Pick<TaskOffer, "kind" | "repository"> & {
  spec: unknown;
  limits?: Partial<TaskOffer["limits"]>;
};

export function offerOf({ kind, repository, spec, limits }: Wanted): TaskOffer {
  return {
    taskId: randomUUID(),
    attempt: 1,
    leaseToken: "lease",
    kind,
    origin: "manual",
    repository,
    spec,
    limits: { maxRuntimeSeconds: 3_600, stallSeconds: 1_200, ...limits },
    createdAt: new Date().toISOString(),
  };
}

export function backupSpecOf(include: string[], more: Partial<BackupSpec> = {}): BackupSpec {
  return {
    include,
    optionalPaths: [],
    exclude: [],
    excludeOptions: { caches: true, ifPresent: [], cloudFiles: false, oneFileSystem: false },
    tags: ["holdfast"],
    host: "desk",
    ...more,
  };
}

export function backupOffer(
  repository: RepositoryAccess,
  include: string[],
  more: Partial<BackupSpec> = {},
): TaskOffer {
  return offerOf({ kind: "backup", repository, spec: backupSpecOf(include, more) });
}

export function restoreSpecOf(snapshotId: string, more: Partial<RestoreSpec> = {}): RestoreSpec {
  return { snapshotId, paths: [], inPlace: false, overwrite: "never", dryRun: false, verify: false, ...more };
}
