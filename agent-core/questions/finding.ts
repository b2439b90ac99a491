import type { FailureCode } from "#contract/outcome";
import type { ProbeStep } from "#contract/questions";

/** What one step of a connection test found. */
export type Finding = Omit<ProbeStep, "step" | "ms">;

export const ok = (message?: string): Finding => ({
  status: "ok",
  ...(message !== undefined && { message }),
});
export const skipped = (message: string): Finding => ({ status: "skipped", message });
/** `message`: the cause, what it means, the next step. */
export const failed = (code: FailureCode, message: string): Finding => ({ status: "failed", code, message });
