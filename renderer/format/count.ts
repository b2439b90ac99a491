import { spokenLocale } from "#contract/words/say";

const formats = new Map<string | undefined, Intl.NumberFormat>();

export function formatCount(count: number): string {
  const locale = spokenLocale();
  const format = formats.get(locale) ?? new Intl.NumberFormat(locale);
  formats.set(locale, format);
  return format.format(count);
}
