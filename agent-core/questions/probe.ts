import type { ProbeStep, Question } from "#contract/questions";
import type { RepositoryAccess } from "#contract/repository";
import { catConfig } from "../restic/cat-config.ts";
import { failureMessages } from "../restic/failure-messages.ts";
import { endedBadly } from "../restic/judge-end.ts";
import { serverOf } from "../restic/rest-server.ts";
import type { StopSwitch } from "../stop-signal.ts";
import { openForQuestion, type RepositoryDeps, repositoryOf } from "./open-repository.ts";
import { probeFolder, writeInto } from "./probe-folder.ts";
import { handshake, reachServer, signIn } from "./probe-server.ts";

type StepName = ProbeStep["step"];
type Finding = { status: ProbeStep["status"]; message?: string };
const RESTIC_MS = 30_000;
const NO_REPOSITORY = 10;

/** Looks at a repository step by step, from the outside in; after a step that failed the later ones are left out. */
export async function* probe(
  deps: RepositoryDeps,
  question: Question,
  stop: StopSwitch,
): AsyncGenerator<ProbeStep> {
  const repository = repositoryOf(question);
  let hasFailed = false;
  for (const [step, look] of stepsOf(deps, repository, stop)) {
    if (hasFailed) {
      yield { step, status: "skipped", ms: 0, message: "Left out because an earlier step failed." };
      continue;
    }
    const startedAt = performance.now();
    const finding = await look();
    hasFailed = finding.status === "failed";
    yield { step, ms: Math.round(performance.now() - startedAt), ...finding };
  }
}

function stepsOf(
  deps: RepositoryDeps,
  repository: RepositoryAccess,
  stop: StopSwitch,
): [StepName, () => Finding | Promise<Finding>][] {
  const open = () => openIt(deps, repository, stop);
  if (repository.kind === "fs") {
    const noServer = (): Finding => ({ status: "skipped", message: "This repository lies in a folder." });
    return [
      ["reach", () => probeFolder(repository.location)],
      ["tls", noServer],
      ["sign-in", noServer],
      ["repository", open],
      ["write", () => writeInto(repository.location)],
    ];
  }
  const server = serverOf(repository);
  return [
    ["reach", () => reachServer(server)],
    ["tls", () => handshake(server)],
    ["sign-in", () => signIn(server)],
    ["repository", open],
    ["write", () => ({ status: "skipped", message: "Writing is tried by the first backup." })],
  ];
}

async function openIt(
  deps: RepositoryDeps,
  repository: RepositoryAccess,
  stop: StopSwitch,
): Promise<Finding> {
  const { run, close } = await openForQuestion(deps, repository, stop);
  try {
    const { end, resticId } = await catConfig(run, RESTIC_MS);
    if (end.exitCode === NO_REPOSITORY)
      return { status: "ok", message: "There is no repository here yet; it will be created." };
    if (end.exitCode === 0 && resticId !== undefined) return { status: "ok" };
    if (end.stopped !== undefined)
      return { status: "failed", message: failureMessages["repository-unreachable"] };
    const place = { repositoryKind: repository.kind, ownFolders: [], writesFiles: false };
    return {
      status: "failed",
      message: endedBadly(end, place).failure?.message ?? "The repository gave no answer.",
    };
  } finally {
    await close();
  }
}
