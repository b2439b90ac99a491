// Checks electron-builder.yml without packing anything: its own schema, where unknown keys are errors, and every file it names.
//   node build/validate-packaging.mjs [CONFIG]
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { isAbsolute, join } from "node:path";
import { fileURLToPath } from "node:url";
import { namedPaths } from "./packaging/named-paths.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const configPath = process.argv[2] ?? "electron-builder.yml";

/** What a named script of package.json makes, and what a packing refuses to begin without. */
const MADE_BY = { "out/desktop": "desktop" };
const REFUSED_WITHOUT = { "out/program": "build/packaging/before-pack.cjs" };

try {
  const config = await readValidConfig();
  const missing = namedPaths(config)
    .map(reasonAgainst)
    .filter((reason) => reason !== undefined);
  if (missing.length > 0) throw new Error(missing.join("\n"));
  console.log(`${configPath} is valid and every file it names is there or is made by a script.`);
} catch (error) {
  console.error(`${configPath} cannot be used to make packages:\n${error.message}`);
  process.exitCode = 1;
}

/** app-builder-lib is a dependency of electron-builder and found from there. */
async function readValidConfig() {
  const require = createRequire(import.meta.url);
  const fromBuilder = createRequire(require.resolve("electron-builder"));
  const { getConfig, validateConfiguration } = fromBuilder("app-builder-lib/out/util/config/config");
  const { DebugLogger } = fromBuilder("builder-util");
  const path = isAbsolute(configPath) ? configPath : join(root, configPath);
  if (!existsSync(path)) throw new Error("The file is not there.");
  const config = await getConfig(root, path, null);
  await validateConfiguration(config, new DebugLogger(false));
  return config;
}

function reasonAgainst({ path, where }) {
  if (existsSync(join(root, path)) && !path.startsWith("out/")) return undefined;
  const script = ownerOf(path, MADE_BY);
  const { scripts } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  if (script !== undefined) {
    return script in scripts
      ? undefined
      : `${where} names ${path}, but package.json has no script "${script}" to make it.`;
  }
  const guard = ownerOf(path, REFUSED_WITHOUT);
  if (guard !== undefined && existsSync(join(root, guard))) return undefined;
  return `${where} names ${path}, which is not there and which no script makes.`;
}

function ownerOf(path, owners) {
  const folder = Object.keys(owners).find((one) => path === one || path.startsWith(`${one}/`));
  return folder === undefined ? undefined : owners[folder];
}
