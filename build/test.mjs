// Plain JavaScript without dependencies: this is what runs before anything is installed.
import { bringDependencies } from "./steps/dependencies.mjs";
import { goOn } from "./steps/go-on.mjs";
import { requireNode } from "./steps/node-version.mjs";

requireNode();
bringDependencies();
goOn("run-checks.ts", process.argv.slice(2));
