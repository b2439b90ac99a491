import { inject } from "vitest";
import { putTestsOnServer } from "../database-for-tests.ts";

const url = inject("postgres");
putTestsOnServer({ urlOf: (name) => url.replace("NAME", name), template: "holdfast_ready" });
