import type { TrayInput } from "./tray-state.ts";

export type ShellState = {
  read(): TrayInput;
  change(part: Partial<TrayInput>): void;
  onChange(listener: (input: TrayInput) => void): void;
  /** Where the core's pages are; undefined while none runs. */
  coreUrl(): string | undefined;
};

/** The one place that knows how things stand; everything that shows them listens. */
export function createShellState(): ShellState {
  let input: TrayInput = { core: { kind: "starting" }, known: undefined, quitsAfterRun: false };
  const listeners: ((input: TrayInput) => void)[] = [];
  return {
    read: () => input,
    change(part) {
      input = { ...input, ...part };
      for (const listener of listeners) listener(input);
    },
    onChange: (listener) => void listeners.push(listener),
    coreUrl: () => (input.core.kind === "running" ? input.core.url : undefined),
  };
}
