/** Asks at most once in so long: for facts that change seldom and cost a program to find out. */
export function rememberFor<T>(ms: number, ask: () => Promise<T>): () => Promise<T> {
  let known: { value: Promise<T>; askedAt: number } | undefined;
  return () => {
    if (known === undefined || performance.now() - known.askedAt > ms)
      known = { value: ask(), askedAt: performance.now() };
    return known.value;
  };
}
