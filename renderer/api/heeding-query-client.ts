import {
  type InvalidateOptions,
  type InvalidateQueryFilters,
  QueryClient,
  type QueryKey,
} from "@tanstack/react-query";

/**
 * What is invalidated while it is being read is read once more afterwards. TanStack Query restarts a reading only of
 * what is shown and was read before; of any other, the answer from before the change would count as fresh.
 */
export class HeedingQueryClient extends QueryClient {
  readonly #readOnceMore = new WeakSet<Promise<unknown>>();

  override async invalidateQueries<Key extends QueryKey = QueryKey>(
    filters?: InvalidateQueryFilters<Key>,
    options?: InvalidateOptions,
  ): Promise<void> {
    const before = this.getQueryCache()
      .findAll(filters)
      .flatMap((query) => (query.promise === undefined ? [] : [{ query, reading: query.promise }]));

    const done = super.invalidateQueries(filters, options);
    const goesOn = before.filter(({ query, reading }) => query.promise === reading);
    const again = goesOn
      .filter(({ reading }) => !this.#readOnceMore.has(reading))
      .map(async ({ query, reading }) => {
        this.#readOnceMore.add(reading);
        await reading.catch(() => undefined);
        await this.invalidateQueries({ ...filters, predicate: (other) => other === query }, options);
      });
    await Promise.all([done, ...again]);
  }
}
