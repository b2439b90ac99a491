/** Something that is known at once or, where somebody has to be asked first, later. */
export type Soon<T> = T | Promise<T>;

/** Goes on without a wait where it is known: most requests of machines need none, and a promise costs as much as the rest of their answer. */
export function whenKnown<T, Next>(value: Soon<T>, next: (known: T) => Soon<Next>): Soon<Next> {
  return value instanceof Promise ? value.then(next) : next(value);
}
