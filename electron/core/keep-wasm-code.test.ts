import { spawnSync } from "node:child_process";
import { expect, test } from "vitest";

const module = JSON.stringify(new URL("keep-wasm-code.ts", import.meta.url).href);

/** Fetches again and again in a process of its own, in which V8 frees what it can and says so. */
function freed(before: string): string {
  const fetches = `
    import { createServer } from "node:http";
    ${before}
    const server = createServer((_, reply) => reply.end("x")).listen(0, "127.0.0.1", async () => {
      for (let n = 0; n < 300; n += 1) await (await fetch("http://127.0.0.1:" + server.address().port)).text();
      server.close();
    });`;
  const flags = ["--trace-wasm-code-gc", "--stress-wasm-code-gc", "--input-type=module"];
  const { status, stdout } = spawnSync(process.execPath, [...flags, "--eval", fetches], { encoding: "utf8" });
  expect(status).toBe(0);
  return stdout;
}

test("compiled WebAssembly is kept, which V8 would free otherwise", () => {
  expect(freed("")).toContain("[wasm-gc] Starting GC");
  expect(freed(`(await import(${module})).keepWasmCode();`)).toBe("");
});
