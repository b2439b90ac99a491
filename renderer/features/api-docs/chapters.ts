import type { Operation } from "../../api/open-api.ts";

/** Operations by the first word of their path, and only those that hold all that was typed. */
export function chaptersOf(operations: Operation[], search: string): [string, Operation[]][] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  const chapters = new Map<string, Operation[]>();
  for (const operation of operations) {
    const text = `${operation.method} ${operation.path} ${operation.summary}`.toLowerCase();
    if (!words.every((word) => text.includes(word))) continue;
    const name = chapterOf(operation.path);
    chapters.set(name, [...(chapters.get(name) ?? []), operation]);
  }
  return [...chapters].sort(([one], [two]) => one.localeCompare(two));
}

function chapterOf(path: string): string {
  const [first = ""] = path
    .replace(/^\/api\/v\d+/, "")
    .split("/")
    .filter(Boolean);
  return first.replace(/\.\w+$/, "");
}

/** The address with its names filled in; nothing where one in the path is still empty. */
export function addressOf(
  { path, parameters }: Operation,
  values: Record<string, string>,
): string | undefined {
  const missing = parameters.some((one) => one.in === "path" && (values[one.name] ?? "") === "");
  if (missing) return undefined;
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(values[name] ?? ""));
  const query = parameters
    .filter((one) => one.in === "query" && (values[one.name] ?? "") !== "")
    .map((one) => `${one.name}=${encodeURIComponent(values[one.name] ?? "")}`);
  return query.length === 0 ? filled : `${filled}?${query.join("&")}`;
}
