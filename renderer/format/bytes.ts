const UNITS = ["B", "kB", "MB", "GB", "TB", "PB"];

/** Decimal units, as disks are sold: `1.2 GB`. */
export function formatBytes(bytes: number): string {
  const power = Math.min(Math.floor(Math.log10(Math.max(bytes, 1)) / 3), UNITS.length - 1);
  const value = bytes / 1_000 ** power;
  const rounded = value.toFixed(value < 10 && power > 0 ? 1 : 0);
  // 999.9 kB rounds to 1000 kB, which is a MB.
  if (Number(rounded) >= 1_000 && power < UNITS.length - 1) return `1.0 ${UNITS[power + 1]}`;
  return `${rounded} ${UNITS[power]}`;
}
