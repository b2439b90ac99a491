import { chmodSync, copyFileSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runProgram } from "../steps/run-program.ts";
import { Trouble } from "../steps/trouble.ts";
import { ownTarget, type Target } from "./targets.ts";

const FUSE = "NODE_SEA_FUSE_fce680ab2cc467b6e072b8b5df1996b2";

/** Puts the code into a copy of Node, which then is the program. */
export async function makeExecutable(
  target: Target,
  { code, node, file }: { code: string; node: string; file: string },
): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "holdfast-blob-"));
  try {
    const blob = await makeBlob(target, code, folder);
    copyFileSync(node, file);
    chmodSync(file, 0o755);
    if (target.isMac && process.platform === "darwin") await must("codesign", ["--remove-signature", file]);
    const postject = createRequire(import.meta.url).resolve("postject/dist/cli.js");
    const segment = target.isMac ? ["--macho-segment-name", "NODE_SEA"] : [];
    await must(process.execPath, [
      postject,
      file,
      "NODE_SEA_BLOB",
      blob,
      "--sentinel-fuse",
      FUSE,
      ...segment,
    ]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  // An unsigned program does not start on Apple's processors. A release signs it once more, with a name.
  if (target.isMac && process.platform === "darwin") await must("codesign", ["--sign", "-", file]);
}

async function makeBlob(target: Target, code: string, folder: string): Promise<string> {
  writeFileSync(join(folder, "holdfast.cjs"), code);
  const config = {
    main: "holdfast.cjs",
    output: "holdfast.blob",
    disableExperimentalSEAWarning: true,
    // It would tie the program to the system it was built on.
    useSnapshot: false,
    // What V8 has compiled serves only the system that it was compiled on; without it a start takes a quarter longer.
    useCodeCache: target.name === ownTarget,
    // Otherwise it would obey NODE_OPTIONS, and run what somebody else wrote.
    execArgvExtension: "none",
  };
  writeFileSync(join(folder, "sea.json"), JSON.stringify(config));
  await must(process.execPath, ["--experimental-sea-config", "sea.json"], folder);
  return join(folder, "holdfast.blob");
}

async function must(file: string, args: string[], cwd?: string): Promise<void> {
  const { code, output } = await runProgram(file, args, cwd === undefined ? {} : { cwd });
  if (code !== 0) throw new Trouble(`${file} ${args.join(" ")} ended with ${code}: ${output.slice(-400)}`);
}
