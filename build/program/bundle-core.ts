import { join } from "node:path";
import { build, type Plugin } from "vite";
import { root } from "../steps/place.ts";
import { Trouble } from "../steps/trouble.ts";
import type { Target } from "./targets.ts";

export type Bundle = {
  code: string;
  /** The sources that are in it, to know whose licences go along. */
  modules: string[];
};

/** The native module as it lies beside the program. */
export const SQLITE_FILE = "better_sqlite3.node";
/** A thread needs a file of its own. */
export const WORKER_FILE = "thread.cjs";

export async function bundleProgram(target: Target): Promise<Bundle> {
  const { code, modules } = await bundle("electron/cli/single-executable.ts", target);
  const source = /(["'`])\.\/thread\.ts\1/g;
  if (code.search(source) === -1) throw new Trouble("The program no longer starts threads of its own.");
  return { code: code.replaceAll(source, `"./${WORKER_FILE}"`), modules };
}

export const bundleWorker = (target: Target): Promise<Bundle> => bundle("orchestrator/db/thread.ts", target);

/** One CommonJS file that needs nothing but Node: what an executable without a file system inside can hold. */
export async function bundle(entry: string, { sqlite }: Target): Promise<Bundle> {
  const result = await build({
    configFile: false,
    root,
    logLevel: "error",
    define: { "import.meta.url": "programUrl" },
    plugins: [nativeModuleBeside(sqlite)],
    ssr: { noExternal: true },
    build: {
      ssr: true,
      write: false,
      target: "node22",
      minify: false,
      rolldownOptions: {
        input: join(root, entry),
        output: {
          format: "cjs",
          codeSplitting: false,
          // V8 holds the whole text for as long as the program runs, and two bytes for each character if one needs them. What a trace
          // names keeps its name.
          comments: false,
          minify: {
            compress: false,
            mangle: { toplevel: false, keepNames: true },
            codegen: { asciiOnly: true },
          },
          intro: 'const programUrl = require("node:url").pathToFileURL(process.execPath).href;',
        },
      },
    },
  });
  const [first] = [result].flat();
  const chunk = first !== undefined && "output" in first ? first.output[0] : undefined;
  if (chunk === undefined) throw new Trouble(`${entry} could not be bundled.`);
  return { code: chunk.code, modules: chunk.moduleIds };
}

/** better-sqlite3 with the one binary of the target, which is loaded from beside the program. */
function nativeModuleBeside(system: string): Plugin {
  const virtual = "\0native-module";
  return {
    name: "native-module-beside",
    enforce: "pre",
    resolveId(id) {
      if (id === "better-sqlite3") return this.resolve(`better-sqlite3/${system}`);
      return id.endsWith(`prebuilds/${system}.node`) ? virtual : undefined;
    },
    load: (id) =>
      id === virtual
        ? `module.exports = require("node:module").createRequire(process.execPath)("./${SQLITE_FILE}");`
        : undefined,
  };
}
