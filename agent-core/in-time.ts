/** `undefined` when it has not come after so long. */
export async function inTime<Value>(coming: Promise<Value>, ms: number): Promise<Value | undefined> {
  const { promise, resolve } = Promise.withResolvers<undefined>();
  const timer = setTimeout(resolve, ms, undefined);
  try {
    return await Promise.race([coming, promise]);
  } finally {
    clearTimeout(timer);
  }
}

/** `undefined` when the signal comes first. */
export async function unlessAborted<Value>(
  coming: Promise<Value>,
  signal: AbortSignal,
): Promise<Value | undefined> {
  const { promise, resolve } = Promise.withResolvers<undefined>();
  const leave = () => resolve(undefined);
  if (signal.aborted) leave();
  signal.addEventListener("abort", leave, { once: true });
  try {
    return await Promise.race([promise, coming]);
  } finally {
    signal.removeEventListener("abort", leave);
  }
}
