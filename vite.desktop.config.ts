import { builtinModules } from "node:module";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";

const source = (path: string) => fileURLToPath(new URL(`./electron/desktop/${path}`, import.meta.url));

/** The desktop shell as CommonJS without dependencies: what Electron starts, and what the page's sandbox loads. */
export default defineConfig({
  build: {
    ssr: true,
    outDir: "out/desktop",
    emptyOutDir: true,
    target: "node18",
    minify: false,
    rollupOptions: {
      input: { main: source("main.ts"), preload: source("preload.ts") },
      external: ["electron", ...builtinModules, /^node:/],
      output: { format: "cjs", entryFileNames: "[name].cjs", chunkFileNames: "[name].cjs" },
    },
  },
  ssr: { noExternal: true },
});
