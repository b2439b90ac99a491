const numbers = new Intl.NumberFormat();

export const formatCount = (count: number): string => numbers.format(count);

/** `1 file`, `2 files`. */
export function plural(count: number, one: string, many = `${one}s`): string {
  return `${formatCount(count)} ${count === 1 ? one : many}`;
}
