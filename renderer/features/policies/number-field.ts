/** An empty number field holds "". */
export type NumberField = number | "";

export function pick<Key extends string>(
  known: Partial<Record<Key, number | undefined>>,
  names: readonly Key[],
) {
  return Object.fromEntries(names.map((name) => [name, known[name] ?? ""])) as Record<Key, NumberField>;
}

export function filled<Key extends string>(fields: Record<Key, NumberField>): Partial<Record<Key, number>> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== "")) as Partial<
    Record<Key, number>
  >;
}
