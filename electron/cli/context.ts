import type { CoreConfig } from "../core/config.ts";
import type { CoreClient } from "./core-client.ts";
import type { Output } from "./output.ts";

/** What every command works with. `client()` refuses with exit code 3 where no core runs. */
export type Context = { config: CoreConfig; output: Output; client: () => CoreClient };
