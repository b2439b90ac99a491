import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

/** What a browser may have to fetch before it shows the first page, compressed. */
const MOST = { js: 300_000, css: 45_000 };
const FIRST_PAGE = /^dashboard-page-.*\.js$/;

type Sizes = { js: number; css: number };

/** What is wrong with the size of the built interface; nothing where it is within its limits. */
export function bundleFindings(folder: string, most: Sizes = MOST): string[] {
  if (!existsSync(join(folder, "index.html"))) return [`${folder} holds no built interface: npm run ui`];
  const sizes = firstLoad(folder);
  return (["js", "css"] as const)
    .filter((kind) => sizes[kind] > most[kind])
    .map(
      (kind) =>
        `The first load of ${kind} is ${sizes[kind]} bytes compressed; at most ${most[kind]} are allowed.`,
    );
}

/** The files that index.html names, the first page, and all that these import at once. */
export function firstLoad(folder: string): Sizes {
  const assets = join(folder, "assets");
  const html = readFileSync(join(folder, "index.html"), "utf8");
  const named = [...html.matchAll(/assets\/([^"]+\.(?:js|css))/g)].map((match) => match[1] ?? "");
  const first = readdirSync(assets).filter((name) => FIRST_PAGE.test(name));
  const waiting = [...named, ...first];
  const sizes: Sizes = { js: 0, css: 0 };
  const seen = new Set<string>();
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    if (seen.has(name) || !existsSync(join(assets, name))) continue;
    seen.add(name);
    const text = readFileSync(join(assets, name));
    sizes[name.endsWith(".css") ? "css" : "js"] += gzipSync(text).length;
    waiting.push(...importedBy(text.toString()));
  }
  return sizes;
}

/** Static imports only: what is imported later is not part of the first load. */
function importedBy(code: string): string[] {
  return [...code.matchAll(/(?:from|import)\s*"\.\/([^"]+\.js)"/g)].map((match) => match[1] ?? "");
}
