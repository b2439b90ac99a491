import { readFileSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { resolve } from "node:path";
import { everyPage } from "#contract/every-page";
import { checkRecoveryKit, getRecoveryKit, type KitFile, kitFile, makeKitFile } from "#contract/recovery";
import { listRepositories } from "#contract/repositories";
import { type ExitCode, errorCode, exitCodes, Refusal } from "../../core/refusal.ts";
import type { Context } from "../context.ts";
import { pick } from "../pick.ts";
import { readRecoveryCode } from "../read-recovery-code.ts";
import { saveRecoveryKit } from "../recovery-kit-file.ts";

/** The kit of one repository as text to be printed. */
export async function printKit(
  { client, output }: Context,
  named: string | undefined,
  to: string | undefined,
): Promise<ExitCode> {
  const connected = client();
  const { id, name } = pick(await repositories(connected), named, "repository");
  const text = await connected.readText(getRecoveryKit, { params: { id }, query: {} });
  const path = saveRecoveryKit(text, { named: to, folder: homedir(), repositoryName: name });
  output.give({ path }, () => `Recovery kit saved: ${path}`);
  return exitCodes.ok;
}

/** One encrypted file for everything; its code is shown once and stored nowhere. */
export async function saveKitFile({ client, output }: Context, to: string | undefined): Promise<ExitCode> {
  const { file, fileName, recoveryCode } = await client().call(makeKitFile, {});
  const path = resolve(to ?? fileName);
  try {
    writeFileSync(path, `${JSON.stringify(file, null, 2)}\n`, { flag: "wx", mode: 0o600 });
  } catch (error) {
    const why = errorCode(error) === "EEXIST" ? "there is a file of that name already" : errorCode(error);
    throw new Refusal(`The kit could not be saved as ${path} (${why}). Choose another name.`, 1, error);
  }
  output.give({ path, recoveryCode }, () =>
    [
      `Recovery kit saved: ${path}`,
      "",
      `  Recovery code:  ${recoveryCode}`,
      "",
      "Write the code down and keep it apart from the file: nobody can show it again. With both, a new computer",
      "becomes this one: holdfast recover FILE. Then see whether the kit works: holdfast kit check FILE",
    ].join("\n"),
  );
  return exitCodes.ok;
}

/** Opens every repository with what stands in the file. */
export async function checkKitFile(
  { client, output }: Context,
  path: string,
  codeFile: string | undefined,
): Promise<ExitCode> {
  const connected = client();
  const file = readKitFile(path);
  const recoveryCode = await readRecoveryCode(codeFile);
  const checked: { name: string; checkedAt: string | null }[] = [];
  // A place with a repository for each machine holds none itself.
  const opened = (await repositories(connected)).filter(({ perAgent }) => !perAgent);
  for (const { id, name } of opened) {
    const { checkedAt } = await connected.call(checkRecoveryKit, {
      params: { id },
      body: { file, recoveryCode },
    });
    checked.push({ name, checkedAt });
  }
  output.give({ checked }, () => checked.map(({ name }) => `“${name}” was opened with this kit.`).join("\n"));
  return exitCodes.ok;
}

/** Shows what is in the file. Needs no core, no database and no network. */
export async function openKitFile(
  { output }: Context,
  path: string,
  codeFile: string | undefined,
): Promise<ExitCode> {
  const file = readKitFile(path);
  const { openRecoveryKit } = await import("../../../orchestrator/start.ts");
  const { texts } = await openRecoveryKit(file, await readRecoveryCode(codeFile));
  output.give({ kits: texts }, () => texts.join("\n\n"));
  return exitCodes.ok;
}

export function readKitFile(path: string): KitFile {
  try {
    return kitFile.parse(JSON.parse(readFileSync(path, "utf8")));
  } catch (error) {
    throw new Refusal(
      `${path} is no recovery kit of Holdfast (${errorCode(error) ?? "it holds something else"}). Name the file that “holdfast kit save” wrote.`,
      exitCodes.usage,
      error,
    );
  }
}

function repositories({ call }: ReturnType<Context["client"]>) {
  return everyPage((cursor) => call(listRepositories, { query: { limit: 200, ...cursor } }));
}
