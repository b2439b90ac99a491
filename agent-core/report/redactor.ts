import type { RepositoryAccess } from "#contract/repository";

export type Redact = (text: string) => string;

const MARK = "***";
const USER_INFO = /\b([a-z][a-z0-9+.-]{0,30}:\/\/)[^\s/@"']*@/gi;
/** So short a secret is a part of many words; it is taken out only where it stands alone. */
const SHORT = 4;

/** Takes exact secrets out of a text, in every form in which programs print them, and whatever stands before the @ of an address. */
export function createRedactor(secrets: readonly string[]): Redact {
  const forms = [...new Set(secrets.filter((secret) => secret !== "").flatMap(formsOf))];
  const longestFirst = forms.sort((a, b) => b.length - a.length).map(patternOf);
  const known = longestFirst.length === 0 ? undefined : new RegExp(longestFirst.join("|"), "g");
  return (text) => (known === undefined ? text : text.replace(known, MARK)).replace(USER_INFO, `$1${MARK}@`);
}

export function secretsOf({ credentials }: RepositoryAccess): string[] {
  const { password, username, backendPassword, secretAccessKey, sessionToken, privateKey, environment } =
    credentials;
  const told = [
    password,
    ...(backendPassword === undefined ? [] : [backendPassword, `${username ?? ""}:${backendPassword}`]),
    secretAccessKey,
    sessionToken,
    ...linesOf(privateKey),
    ...Object.entries(environment ?? {}).flatMap(([name, value]) =>
      SECRET_NAME.test(name) ? linesOf(value) : [],
    ),
  ];
  return told.filter((secret) => secret !== undefined);
}

const SECRET_NAME = /KEY|SAS|PASS|SECRET|TOKEN|CREDENTIALS/;

/** Programs print files line by line; what marks the beginning and end of one is no secret. */
function linesOf(text: string | undefined): string[] {
  if (text === undefined) return [];
  const lines = text.split(/\r?\n/).map((line) => line.trim());
  return lines.length === 1 ? lines : lines.filter((line) => line.length >= 16 && !line.startsWith("-----"));
}

function formsOf(secret: string): string[] {
  const encoded = encodeURIComponent(secret);
  const strict = encoded.replace(/[!'()*]/g, (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`);
  const json = JSON.stringify(secret).slice(1, -1);
  const base64 = Buffer.from(secret).toString("base64");
  return [
    secret,
    encoded,
    strict,
    strict.replaceAll("%20", "+"),
    strict.replace(/%[0-9A-F]{2}/g, (one) => one.toLowerCase()),
    encodeURI(secret),
    json,
    json.replace(/[<>&]/g, (one) => `\\u00${one.charCodeAt(0).toString(16)}`),
    base64,
    base64.replace(/=+$/, ""),
    Buffer.from(secret).toString("base64url"),
  ];
}

function patternOf(form: string): string {
  const literal = form.replace(/[.*+?^${}()|[\]\\/-]/g, "\\$&");
  return form.length < SHORT
    ? `(?<![\\p{L}\\p{N}])${literal}(?![\\p{L}\\p{N}])`.replaceAll("\\p{L}\\p{N}", "A-Za-z0-9")
    : literal;
}
