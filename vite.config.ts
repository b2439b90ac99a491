import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

const core = process.env["HOLDFAST_URL"] ?? "http://127.0.0.1:8484";

export default defineConfig({
  root: "renderer",
  plugins: [react()],
  build: {
    outDir: "../out/renderer",
    emptyOutDir: true,
    // The content policy allows no data: scripts or fonts.
    assetsInlineLimit: 0,
    minify: true,
    rolldownOptions: {
      output: {
        // zod and its setting in one chunk: the setting must be made before any schema is.
        codeSplitting: { groups: [{ name: "zod", test: /node_modules\/zod\/|zod-without-eval/ }] },
      },
    },
  },
  server: {
    host: "127.0.0.1",
    // The core accepts changes only from its own origin.
    proxy: { "/api": { target: core, changeOrigin: true, headers: { origin: core } } },
  },
});
