import { randomUUID } from "node:crypto";
import type { Question } from "#contract/questions";
import { inheritedEnvironment } from "../config.ts";
import type { RepositoryDeps } from "../questions/open-repository.ts";
import { workFoldersOf } from "../restic/environment.ts";
import { createResticFinder } from "../restic/find-restic.ts";
import { createStopSwitch, type StopSwitch } from "../stop-signal.ts";
import { resticCandidates } from "./config.ts";
import type { Stage } from "./stage.ts";

type Answer<Line> = (deps: RepositoryDeps, question: Question, stop: StopSwitch) => AsyncIterable<Line>;

/** Asks one kind of question of a stage's repository, without the protocol around it. */
export async function ask<Line>({ dir, repository }: Stage, answer: Answer<Line>, args: unknown) {
  const inherited = inheritedEnvironment();
  const folders = workFoldersOf(`${dir}/agent`);
  const findRestic = createResticFinder({ inherited, folders }, resticCandidates());
  const question = { questionId: randomUUID(), kind: "ls" as const, args, repository, deadlineMs: 30_000 };
  const lines: Line[] = [];
  for await (const line of answer({ findRestic, inherited, folders }, question, createStopSwitch()))
    lines.push(line);
  return lines;
}
