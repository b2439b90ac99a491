import type { ProbeStep, Question } from "#contract/questions";
import type { RepositoryAccess } from "#contract/repository";
import { serverOf } from "../backend/server-of.ts";
import type { StopSwitch } from "../stop-signal.ts";
import { type Finding, skipped } from "./finding.ts";
import { type RepositoryDeps, repositoryOf } from "./open-repository.ts";
import { probeFolder, writeInto } from "./probe-folder.ts";
import { openIt, writeALock } from "./probe-repository.ts";
import { reachServer, trustServer } from "./probe-server.ts";
import { recogniseServer, signInAtSftp } from "./probe-sftp.ts";
import { signInAtRest, signInAtS3 } from "./probe-sign-in.ts";

type Look = () => Finding | Promise<Finding>;
type Looks = Record<ProbeStep["step"], Look>;

/** Looks at a repository step by step, from the outside in; after a step that failed the later ones are left out. */
export async function* probe(
  deps: RepositoryDeps,
  question: Question,
  stop: StopSwitch,
): AsyncGenerator<ProbeStep> {
  const looks = looksAt(deps, repositoryOf(question), stop);
  let hasFailed = false;
  for (const step of ["reach", "tls", "sign-in", "repository", "write"] as const) {
    if (hasFailed) {
      yield { step, ms: 0, ...skipped("Left out because an earlier step failed.") };
      continue;
    }
    const startedAt = performance.now();
    const finding = await looks[step]();
    hasFailed = finding.status === "failed";
    yield { step, ms: Math.round(performance.now() - startedAt), ...finding };
  }
}

function looksAt(deps: RepositoryDeps, repository: RepositoryAccess, stop: StopSwitch): Looks {
  let isThere = false;
  const open: Look = async () => {
    const { finding, exists } = await openIt(deps, repository, stop);
    isThere = exists;
    return finding;
  };
  const write: Look = () => writeALock(deps, repository, { stop, isThere });
  const { location } = repository;
  const ssh = { tmpDir: deps.folders.tmpDir, inherited: deps.inherited };
  const server = serverOf(repository);
  const reach: Look = () => (server === undefined ? leftToRclone() : reachServer(server));
  const tls: Look = () => (server === undefined ? leftToRclone() : trustServer(server));
  const common = { reach, tls, repository: open, write };
  switch (repository.kind) {
    case "fs": {
      const noServer = () => skipped("This repository lies in a folder.");
      const inFolder = { reach: () => probeFolder(location), write: () => writeInto(location) };
      return { ...common, ...inFolder, tls: noServer, "sign-in": noServer };
    }
    case "rest-server":
      return {
        ...common,
        "sign-in": () => (server === undefined ? leftToRclone() : signInAtRest(server, repository)),
      };
    case "s3":
      return { ...common, "sign-in": () => signInAtS3(repository) };
    case "sftp":
      return {
        ...common,
        tls: () => recogniseServer(ssh, repository),
        "sign-in": () => signInAtSftp(ssh, repository),
      };
    case "other":
      return { ...common, "sign-in": () => skipped("restic signs in itself when it opens the repository.") };
  }
}

function leftToRclone(): Finding {
  return skipped("Where the server is only restic or rclone knows; opening the repository will tell.");
}
