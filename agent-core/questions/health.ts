import { access, constants, statfs } from "node:fs/promises";
import { join } from "node:path";
import type { HealthReading } from "#contract/health";
import type { Question } from "#contract/questions";
import type { RepositoryAccess } from "#contract/repository";
import { type Problem, problemOfConnecting, problemOfGreeting } from "../backend/connection.ts";
import { headConfig, storedBytes } from "../backend/rest-server.ts";
import { type Server, serverOf } from "../backend/server-of.ts";
import { driveAnswers } from "../facts/drive-answers.ts";
import { folderSize } from "../restic/folder-size.ts";
import { repositoryOf } from "./open-repository.ts";
import { canDelete } from "./probe-sign-in.ts";
import { Refusal } from "./refusal.ts";

const PATIENCE_MS = 8_000;

/** How a repository is, told without its password and without restic: the question comes every hour. */
export async function* health(question: Question): AsyncGenerator<HealthReading> {
  const repository = repositoryOf(question);
  yield repository.kind === "fs" ? await readFolder(repository.location) : await readServer(repository);
}

async function readFolder(folder: string): Promise<HealthReading> {
  const startedAt = performance.now();
  if (!(await driveAnswers(folder, PATIENCE_MS)))
    throw new Refusal(
      "repository-unreachable",
      `The drive that holds ${folder} does not answer. Connect it again, or look whether the other computer is there.`,
    );
  try {
    await access(join(folder, "config"), constants.R_OK);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? "unknown reason";
    throw new Refusal(
      "repository-missing",
      `The repository in ${folder} cannot be read (${code}). Connect the disk, or look whether somebody moved the folder.`,
    );
  }
  const latencyMs = performance.now() - startedAt;
  const { bavail, blocks, bsize } = await statfs(folder);
  return {
    latencyMs,
    usedBytes: await folderSize(folder),
    freeBytes: bavail * bsize,
    totalBytes: blocks * bsize,
    appendsOnly: false,
  };
}

async function readServer(repository: RepositoryAccess): Promise<HealthReading> {
  const server = serverOf(repository);
  if (server === undefined) return {};
  const startedAt = performance.now();
  const problem = await problemOfAsking(repository, server);
  const latencyMs = performance.now() - startedAt;
  if (problem !== undefined)
    throw new Refusal("repository-unreachable", `The server gave no answer (${problem}).`);
  const usedBytes =
    repository.kind === "rest-server"
      ? await storedBytes(server, repository.credentials, PATIENCE_MS)
      : undefined;
  const isDeletable = await canDelete(repository, server);
  return {
    latencyMs,
    ...(usedBytes !== undefined && { usedBytes }),
    ...(isDeletable !== undefined && { appendsOnly: !isDeletable }),
  };
}

/** The least that a server of the kind can be asked. */
async function problemOfAsking(repository: RepositoryAccess, server: Server): Promise<Problem> {
  if (repository.kind === "sftp") return problemOfGreeting(server, PATIENCE_MS);
  if (repository.kind !== "rest-server") return problemOfConnecting(server, PATIENCE_MS);
  const answer = await headConfig(server, repository.credentials, PATIENCE_MS);
  if ("problem" in answer) return answer.problem;
  return answer.status === 200 ? undefined : `HTTP ${answer.status}`;
}
