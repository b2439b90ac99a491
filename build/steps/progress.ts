/** Says what happens, does it, and says how it went and how long it took: one line. */
export async function step<T>(
  title: string,
  work: () => Promise<T>,
  describe: (result: T) => string = () => "done",
): Promise<T> {
  process.stdout.write(`${title} ... `);
  const started = performance.now();
  const ended = (how: string) => process.stdout.write(`${how}, ${secondsSince(started)} s\n`);
  try {
    const result = await work();
    ended(describe(result));
    return result;
  } catch (error) {
    ended("failed");
    throw error;
  }
}

export function secondsSince(started: number): string {
  return ((performance.now() - started) / 1000).toFixed(1);
}
