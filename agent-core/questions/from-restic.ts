import { once } from "node:events";
import { PassThrough } from "node:stream";
import type { Question } from "#contract/questions";
import type { RepositoryAccess } from "#contract/repository";
import type { RunCommand } from "../restic/open-restic.ts";
import type { StopSwitch } from "../stop-signal.ts";
import { openForQuestion, type RepositoryDeps, repositoryOf } from "./open-repository.ts";

type Asked = {
  run: RunCommand;
  repository: RepositoryAccess;
  /** Wait for it, and restic is read as fast as the answer is taken and no faster. */
  give: (line: unknown) => Promise<void>;
};

/** The lines that some work with restic gives. When nobody takes them any more, restic is ended. */
export async function* fromRestic(
  deps: RepositoryDeps,
  question: Question,
  stop: StopSwitch,
  work: (asked: Asked) => Promise<void>,
): AsyncGenerator<unknown> {
  const repository = repositoryOf(question);
  const { run, close } = await openForQuestion(deps, repository, stop);
  const lines = new PassThrough({ objectMode: true, highWaterMark: 500 });
  const give = async (line: unknown) => {
    if (!lines.write(line)) await once(lines, "drain", { signal: stop.signal });
  };
  const working = work({ run, repository, give }).finally(() => lines.end());
  working.catch(() => {});
  try {
    for await (const line of lines) yield line;
    await working;
  } finally {
    stop.stop("cancelled");
    await working.catch(() => {});
    await close();
  }
}
