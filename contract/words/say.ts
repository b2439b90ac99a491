import { IntlMessageFormat } from "intl-messageformat";
import type { Tongue } from "./language.ts";
import { type Retell, retelling, type Values, type Words } from "./retell.ts";

let tongue: Tongue | undefined;
let formatOf = formatsOf({}, "en");
let retell: Retell | undefined;
let retold = new Map<string, string>();

/** From now on, people are spoken to in this language. Called once, before anything is said. `told` is what the core says. */
export function speak(next: Tongue, words: Words, told: Words = {}): void {
  tongue = next;
  formatOf = formatsOf({ ...words, ...told }, next.locale);
  retell = next.language === "en" ? undefined : retelling(told, say);
  retold = new Map();
}

/** The same for who is told something in another language than the one that this process speaks: the receivers of mails. */
export function retellingIn(locale: string, told: Words): Retell {
  const own = formatsOf(told, locale);
  return retelling(told, (sentence, values) => said(own(sentence), values));
}

/** What the core has said in English, in the language of who reads it. What is not known stays as it is. */
export function sayAgain(english: string): string {
  if (retell === undefined || english === "") return english;
  const known = retold.get(english) ?? retell(english).text;
  if (retold.size >= MOST_RETOLD) retold.clear();
  retold.set(english, known);
  return known;
}

/** Lists say the same again and again. */
const MOST_RETOLD = 2_000;

/**
 * A sentence for people in their language. The English one is its key: `say("{count, plural, one {# file} other {# files}}", { count })`.
 * Without values it is taken as it stands, with them as an ICU message.
 */
export function say(sentence: string, values?: Values): string {
  return said(formatOf(sentence), values);
}

const said = ({ message, format }: Formats, values?: Values) =>
  values === undefined ? message : String(format().format(values));

/** The same for a sentence with things in it that are no text: links, times that go on. */
export function sayParts<T>(sentence: string, values: Record<string, string | number | T>): (string | T)[] {
  const told = formatOf(sentence).format().format<T>(values);
  return Array.isArray(told) ? told : [told];
}

/** Where one English word has two meanings, the key says which one it is: `Restore|noun`. */
const withoutSense = (sentence: string) => sentence.replace(/\|\w+$/, "");

/** For `Intl`; what the system prefers, as long as nobody has chosen. */
export const spokenLocale = (): string | undefined => tongue?.locale;

export const spokenLanguage = (): Tongue["language"] => tongue?.language ?? "en";

type Formats = { message: string; format: () => IntlMessageFormat };

/** To read a message takes a hundred times as long as to fill it in. */
function formatsOf(words: Words, locale: string): (sentence: string) => Formats {
  const formats = new Map<string, IntlMessageFormat>();
  return (sentence) => {
    const message = words[sentence] ?? withoutSense(sentence);
    const made = () => new IntlMessageFormat(message, locale, undefined, { ignoreTag: true });
    return {
      message,
      format() {
        const format = formats.get(message) ?? made();
        formats.set(message, format);
        return format;
      },
    };
  };
}
