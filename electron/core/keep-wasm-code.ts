import { setFlagsFromString } from "node:v8";

/**
 * V8 of Node 24 ends the process when it frees compiled WebAssembly at the wrong moment ("Check failed: jit_page_->allocations_.erase",
 * nodejs/node 64500). All that there is of it reads HTTP for `fetch`, some 100 KB, and may stay. To be called before anything uses it.
 */
export function keepWasmCode(): void {
  setFlagsFromString("--no-wasm-code-gc");
}
