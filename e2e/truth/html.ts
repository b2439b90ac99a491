/** The words of a page as a person reads them, element by element with one space between. */
export function wordsOf(html: string): string {
  const text = html
    .replace(/<style[^>]*>.*?<\/style>/gs, "")
    .replace(/<!--.*?-->/gs, "")
    .replace(/<\/?(span|time|b|i|em)\b[^>]*>/g, "")
    .replace(/<[^>]*>/g, " ");
  return decoded(text).replace(/\s+/g, " ").trim();
}

/** The cells of each row of a page's tables, heads left out. */
export function rowsOf(html: string): string[][] {
  return [...html.matchAll(/<tr\b.*?<\/tr>/gs)]
    .map(([row]) => [...row.matchAll(/<td\b.*?<\/td>/gs)].map(([cell]) => cell))
    .filter((cells) => cells.length > 0);
}

/** The exact instants behind "3 min ago". */
export const instantsOf = (html: string): string[] =>
  [...html.matchAll(/<time[^>]*\bdatetime="([^"]*)"/gi)].map(([, instant = ""]) => instant);

const entities: Record<string, string> = {
  "&lt;": "<",
  "&gt;": ">",
  "&quot;": '"',
  "&#x27;": "'",
  "&nbsp;": " ",
  "&amp;": "&",
};
const decoded = (text: string) => text.replace(/&[#\w]+;/g, (entity) => entities[entity] ?? entity);
