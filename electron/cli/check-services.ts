import type { CoreConfig } from "../core/config.ts";
import { Refusal } from "../core/refusal.ts";
import { runCommandLine, serviceStatus } from "../service/manage-service.ts";
import { planService } from "../service/plan-service.ts";
import type { Check } from "./diagnosis.ts";

/** Whether Holdfast starts with the computer, or with this account. */
export async function checkServices(config: CoreConfig): Promise<Check[]> {
  const name = "Service";
  const found: string[] = [];
  try {
    for (const scope of ["system", "user"] as const) {
      const { installed, running, detail } = await serviceStatus(
        { run: runCommandLine },
        planService(config, scope).steps,
      );
      const whose = scope === "system" ? "of the whole computer" : "of this account";
      if (installed && !running)
        return [
          { name, status: "failed", message: `The service ${whose} is set up but does not run: ${detail}` },
        ];
      if (installed) found.push(`The one ${whose} runs.`);
    }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return [{ name, status: "ok", message: error.message }];
  }
  const none =
    "None is set up: Holdfast runs as long as somebody starts it. holdfast service install changes that.";
  return [{ name, status: "ok", message: found.join(" ") || none }];
}
