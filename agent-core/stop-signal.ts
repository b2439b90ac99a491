/** Why restic is ended before its time. */
export type StopReason = "cancelled" | "shutdown" | "sleep" | "stalled" | "timed-out" | "unreachable";

/** A one-way switch: the first reason stays. */
export type StopSwitch = {
  signal: AbortSignal;
  stop(reason: StopReason): void;
  reason(): StopReason | undefined;
};

export function createStopSwitch(): StopSwitch {
  const controller = new AbortController();
  let first: StopReason | undefined;
  return {
    signal: controller.signal,
    stop(reason) {
      first ??= reason;
      controller.abort();
    },
    reason: () => first,
  };
}

/** One that is also thrown by its parent, and whose own reasons stay below it. */
export function childSwitch(parent: StopSwitch): StopSwitch & { detach(): void } {
  const child = createStopSwitch();
  const pass = () => child.stop(parent.reason() ?? "cancelled");
  if (parent.signal.aborted) pass();
  else parent.signal.addEventListener("abort", pass, { once: true });
  return { ...child, detach: () => parent.signal.removeEventListener("abort", pass) };
}
