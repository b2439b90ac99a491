/** What a command ends with; part of the help, because scripts rely on it. */
export const exitCodes = { ok: 0, failed: 1, usage: 2, noCore: 3, warning: 4 } as const;
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** Holdfast cannot go on. The message is for a person: why, what it means, what to do. */
export class Refusal extends Error {
  readonly exitCode: ExitCode;
  constructor(message: string, exitCode: ExitCode = exitCodes.failed, cause?: unknown) {
    super(message, { cause });
    this.name = "Refusal";
    this.exitCode = exitCode;
  }
}

/** The code of a failed system call, for example `EACCES`. */
export function errorCode(error: unknown): string | undefined {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : undefined;
}
