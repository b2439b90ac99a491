export function assertNever(value: never): never {
  throw new Error(`A case that nobody thought of: ${JSON.stringify(value)}`);
}
