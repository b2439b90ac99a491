import { readFileSync, rmSync, writeFileSync } from "node:fs";
import * as z from "zod";
import { label } from "#contract/values";
import { type Checked, checkEach } from "./check-each.ts";
import type { Provision } from "./config.ts";
import { errorCode } from "./refusal.ts";
import { codeFromRegistry, type RunReg, runReg } from "./registry-provision.ts";
import { provisionedSettings, type Settings } from "./settings.ts";

/** What an installer leaves. */
const provisionFile = z.looseObject({
  joinCode: z.string().min(1).optional(),
  labels: z.array(label).max(50).optional(),
  /** By the names of config.toml, which wins over them. */
  settings: z.record(z.string(), z.unknown()).optional(),
});

/** The settings of the first provision.json that has some. */
export function readProvisioned(files: readonly string[]): Checked<Settings> {
  for (const file of files) {
    const text = read(file, () => undefined);
    const given = text === undefined ? undefined : provisionFile.safeParse(toJson(text)).data?.settings;
    if (given !== undefined) return checkEach(provisionedSettings, Object.entries(given), file);
  }
  return { settings: {}, complaints: [] };
}

export type Invitation = {
  joinCode: string;
  /** One more place at which to look for the orchestrator. */
  address?: string;
  labels?: string[];
  /** Where the code was read from. */
  from: string;
  /** It has done its work: what remains of the file says nothing that lets anybody in. */
  forget(): void;
};

/** The first code that somebody left for this computer. A file that cannot be read is told, and passed over. */
export function findInvitation(
  { joinCode, joinCodeFile, files }: Provision,
  complain: (why: string) => void,
  registry: RunReg = runReg,
): Invitation | undefined {
  if (joinCode !== undefined) return { joinCode, from: "HOLDFAST_JOIN_CODE", forget: () => undefined };
  const text = joinCodeFile === undefined ? undefined : read(joinCodeFile, complain);
  if (joinCodeFile !== undefined && text !== undefined && text.trim() !== "") {
    const forget = () => rmSync(joinCodeFile, { force: true });
    return { joinCode: text.trim(), from: joinCodeFile, forget };
  }
  const installed = codeFromRegistry(registry);
  if (installed !== undefined) return { ...installed, from: "the registry" };
  for (const file of files) {
    const invitation = fromProvisionFile(file, complain);
    if (invitation !== undefined) return invitation;
  }
  return undefined;
}

function fromProvisionFile(file: string, complain: (why: string) => void): Invitation | undefined {
  const text = read(file, complain);
  if (text === undefined) return undefined;
  const parsed = provisionFile.safeParse(toJson(text));
  if (!parsed.success) {
    complain(`${file} is not what a provision.json holds: { "joinCode": "hf1....", "labels": [] }.`);
    return undefined;
  }
  const { joinCode, ...rest } = parsed.data;
  if (joinCode === undefined) return undefined;
  return {
    joinCode,
    ...(rest.labels && { labels: rest.labels }),
    from: file,
    forget() {
      if (Object.keys(rest).length === 0) rmSync(file, { force: true });
      else writeFileSync(file, `${JSON.stringify(rest, null, 2)}\n`);
    },
  };
}

function read(file: string, complain: (why: string) => void): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    const code = errorCode(error);
    if (code !== "ENOENT" && code !== "ENOTDIR") complain(`${file} cannot be read (${code ?? error}).`);
    return undefined;
  }
}

function toJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
