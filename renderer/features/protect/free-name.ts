/** `My files`, else `My files 2` and so on; names differ by more than upper and lower case. */
export function freeName(wanted: string, taken: readonly string[]): string {
  const known = new Set(taken.map((name) => name.toLowerCase()));
  if (!known.has(wanted.toLowerCase())) return wanted;
  for (let number = 2; ; number += 1) {
    const name = `${wanted} ${number}`;
    if (!known.has(name.toLowerCase())) return name;
  }
}
