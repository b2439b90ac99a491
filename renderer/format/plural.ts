import { spokenLocale } from "#contract/words/say";

const formats = new Map<string | undefined, Intl.NumberFormat>();

export function formatCount(count: number): string {
  const locale = spokenLocale();
  const format = formats.get(locale) ?? new Intl.NumberFormat(locale);
  formats.set(locale, format);
  return format.format(count);
}

/** `1 file`, `2 files`. */
export function plural(count: number, one: string, many = `${one}s`): string {
  return `${formatCount(count)} ${count === 1 ? one : many}`;
}
