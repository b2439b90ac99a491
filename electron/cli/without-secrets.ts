/** Keys, codes and tokens of Holdfast by their looks, passwords in addresses, and what stands behind telling names. */
const SECRETS: readonly [RegExp, string][] = [
  [/\b(hf[a-z]?_|hf1\.|lease_)[\w.-]+/g, "$1***"],
  [/\bBearer\s+[\w.~+/=-]+/gi, "Bearer ***"],
  [/(:\/\/[^\s/:@]*):[^\s/@]+@/g, "$1:***@"],
  [
    /("?(?:password|secret|token|api[-_]?key|authorization|cookie|credentials?)"?\s*[:=]\s*)("[^"]*"|[^\s,}]+)/gi,
    "$1***",
  ],
];

/** For what leaves the computer: the log has no secrets by itself, but who hands it in has to be able to rely on that. */
export function withoutSecrets(text: string): string {
  return SECRETS.reduce((left, [pattern, instead]) => left.replace(pattern, instead), text);
}
