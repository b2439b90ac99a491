const SCHEME = "holdfast:";
const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const JOIN_CODE = /^[A-Za-z0-9._~-]{8,8000}$/;

/** Pages that show something and do nothing: the only ones that a link from outside may open. */
const LISTS = new Set(["runs", "agents", "policies", "repositories", "restore", "settings"]);

/**
 * The page that a link like `holdfast://runs/<id>` means; undefined for anything else. A join code only fills a form: a person
 * compares the fingerprint and confirms.
 */
export function pageOfDeepLink(text: string): string | undefined {
  const [first, second, ...more] = partsOf(text) ?? [];
  if (first === undefined || more.length > 0) return undefined;
  if (first === "join") {
    const isCode = second !== undefined && JOIN_CODE.test(second);
    return isCode ? `/settings/computer?code=${encodeURIComponent(second)}` : undefined;
  }
  if (!LISTS.has(first)) return undefined;
  if (second === undefined) return `/${first}`;
  if (!ID.test(second) || first === "restore" || first === "settings") return undefined;
  return first === "policies" ? `/policies/${second}/edit` : `/${first}/${second}`;
}

/** The first link among the words of a command line. */
export const deepLinkIn = (argv: readonly string[]): string | undefined =>
  argv.find((word) => word.toLowerCase().startsWith(`${SCHEME}//`));

function partsOf(text: string): string[] | undefined {
  if (!text.toLowerCase().startsWith(`${SCHEME}//`) || /[?#\\]/.test(text)) return undefined;
  return text.slice(`${SCHEME}//`.length).replace(/\/$/, "").split("/");
}
