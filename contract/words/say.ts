import { IntlMessageFormat } from "intl-messageformat";
import type { Tongue } from "./language.ts";

/** The sentences of one language by the English ones. */
export type Words = Readonly<Record<string, string>>;
type Values = Record<string, string | number>;

let words: Words = {};
let tongue: Tongue | undefined;
let formats = new Map<string, IntlMessageFormat>();

/** From now on, people are spoken to in this language. Called once, before anything is said. */
export function speak(next: Tongue, nextWords: Words): void {
  tongue = next;
  words = nextWords;
  formats = new Map();
}

/**
 * A sentence for people in their language. The English one is its key: `say("{count, plural, one {# file} other {# files}}", { count })`.
 * Without values it is taken as it stands, with them as an ICU message.
 */
export function say(sentence: string, values?: Values): string {
  const message = words[sentence] ?? withoutSense(sentence);
  return values === undefined ? message : String(formatOf(message).format(values));
}

/** The same for a sentence with things in it that are no text: links, times that go on. */
export function sayParts<T>(sentence: string, values: Record<string, string | number | T>): (string | T)[] {
  const told = formatOf(words[sentence] ?? withoutSense(sentence)).format<T>(values);
  return Array.isArray(told) ? told : [told];
}

/** Where one English word has two meanings, the key says which one it is: `Restore|noun`. */
const withoutSense = (sentence: string) => sentence.replace(/\|\w+$/, "");

/** For `Intl`; what the system prefers, as long as nobody has chosen. */
export const spokenLocale = (): string | undefined => tongue?.locale;

export const spokenLanguage = (): Tongue["language"] => tongue?.language ?? "en";

/** To read a message takes a hundred times as long as to fill it in. */
function formatOf(message: string): IntlMessageFormat {
  const format =
    formats.get(message) ??
    new IntlMessageFormat(message, spokenLocale() ?? "en", undefined, { ignoreTag: true });
  formats.set(message, format);
  return format;
}
