import { isTest, linesThatMatch, type Rule } from "./project-files.ts";

/** Written so that they do not match themselves. */
const KEYS = [
  /-{5}BEGIN [A-Z ]*PRIVATE KEY-{5}/,
  /\bAKIA[0-9A-Z]{16}\b/,
  /\bgh[pousr]_[A-Za-z0-9]{36}\b/,
  /\bnpm_[A-Za-z0-9]{36}\b/,
  /\bxox[abprs]-[A-Za-z0-9-]{10,}/,
  /\bAIza[A-Za-z0-9_-]{35}\b/,
  /\bsk_live_[A-Za-z0-9]{16,}/,
];

/** A long random-looking text given to something that is called a secret. Tests make up such values. */
const NAMED_SECRET =
  /(password|passphrase|secret|token|api_?key|private_?key)["']?\s*[:=]\s*["'](?=[^"']*\d)(?=[^"']*[A-Za-z])[A-Za-z0-9+/_=-]{20,}["']/i;

export const noSecrets: Rule = (files) =>
  files
    .filter(({ path }) => path !== "package-lock.json")
    .flatMap((file) => [
      ...KEYS.flatMap((pattern) => linesThatMatch(file, pattern, "looks like a key of somebody")),
      ...(isTest(file) ? [] : linesThatMatch(file, NAMED_SECRET, "looks like a secret in clear")),
    ]);
