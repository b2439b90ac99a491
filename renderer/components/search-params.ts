/** The address with one part set, or without it. */
export function withParam(search: URLSearchParams, name: string, value: string | null): URLSearchParams {
  const next = new URLSearchParams(search);
  if (value === null || value === "") next.delete(name);
  else next.set(name, value);
  return next;
}
