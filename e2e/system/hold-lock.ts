import { execFileSync, spawn } from "node:child_process";
import { onTestFinished } from "vitest";
import type { RepositoryAccess } from "#contract/repository";
import { prepareBackend } from "../../agent-core/backend/prepare-backend.ts";
import { realRestic, type Workplace } from "../../agent-core/testing/restic-session.ts";
import { until } from "../whole-core.ts";

/** Another restic that is in the middle of a backup. */
export async function holdLock(workplace: Workplace, access: RepositoryAccess) {
  const { folders, inherited } = workplace;
  const backend = await prepareBackend(folders.tmpDir, access);
  const env = {
    ...inherited,
    ...backend.environment,
    RESTIC_CACHE_DIR: folders.cacheDir,
    RESTIC_PASSWORD: access.credentials.password,
  };
  const program = await realRestic(workplace);
  const child = spawn(program, [...backend.args, "backup", "--stdin"], { cwd: folders.tmpDir, env });
  onTestFinished(() => void child.kill("SIGKILL"));
  const ended = new Promise((resolve) => child.once("close", resolve));
  child.stdout.resume();
  child.stderr.resume();
  const locks = () =>
    execFileSync(program, [...backend.args, "list", "locks", "--no-lock"], { cwd: folders.tmpDir, env });
  await until(
    async () => String(locks()).trim(),
    (found) => found !== "",
    { what: "the lock of another restic" },
  );
  return {
    async letGo() {
      child.stdin.end("done");
      await ended;
      await backend.close();
    },
  };
}
