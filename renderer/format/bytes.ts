import { spokenLanguage } from "#contract/words/say";

const UNITS = ["B", "kB", "MB", "GB", "TB", "PB"];

/** Decimal units, as disks are sold: `1.2 GB`. */
export function formatBytes(bytes: number): string {
  const power = Math.min(Math.floor(Math.log10(Math.max(bytes, 1)) / 3), UNITS.length - 1);
  const value = bytes / 1_000 ** power;
  const digits = value < 10 && power > 0 ? 1 : 0;
  // 999.9 kB rounds to 1000 kB, which is a MB.
  if (Number(value.toFixed(digits)) >= 1_000 && power < UNITS.length - 1)
    return `${withDigits(1, 1)} ${UNITS[power + 1]}`;
  return `${withDigits(value, digits)} ${UNITS[power]}`;
}

const POINTS = { en: ".", de: "," };

const withDigits = (value: number, digits: number) =>
  value.toFixed(digits).replace(".", POINTS[spokenLanguage()]);
