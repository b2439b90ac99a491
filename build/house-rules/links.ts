import { posix } from "node:path";
import type { ProjectFile, Rule } from "./project-files.ts";

/** Every relative link in a text of the project leads to a file, folder or heading that is there. */
export const linksLeadSomewhere: Rule = (files) => {
  const texts = new Map(files.map(({ path, text }) => [path, text]));
  const places = new Set(files.flatMap(({ path }) => [path, ...foldersOf(path)]));
  return files
    .filter(({ path }) => path.endsWith(".md"))
    .flatMap((file) =>
      linksIn(file).flatMap((link) => {
        const broken = brokenPart(file, link, { texts, places });
        return broken === undefined ? [] : [`${file.path} links to ${link}, but ${broken}`];
      }),
    );
};

type Known = { texts: Map<string, string>; places: Set<string> };

function brokenPart(from: ProjectFile, link: string, { texts, places }: Known): string | undefined {
  const [path = "", anchor] = link.split("#");
  const target =
    path === "" ? from.path : posix.normalize(posix.join(posix.dirname(from.path), decodeURIComponent(path)));
  const place = target.replace(/\/$/, "");
  if (place !== "." && !places.has(place)) return `there is no ${place}`;
  if (anchor === undefined || !place.endsWith(".md")) return undefined;
  return anchorsIn(texts.get(place) ?? "").has(anchor) ? undefined : `${place} has no heading #${anchor}`;
}

function linksIn({ text }: ProjectFile): string[] {
  const prose = withoutCode(text).replace(/`[^`\n]*`/g, "");
  const inline = [...prose.matchAll(/\]\(\s*<?([^)\s>]+)>?(?:\s+"[^"]*")?\s*\)/g)];
  const references = [...prose.matchAll(/^\s*\[[^\]]+\]:\s*<?(\S+?)>?\s*$/gm)];
  const isRelative = (link: string) => !/^([a-z][a-z0-9+.-]*:|\/\/)/i.test(link);
  return [...inline, ...references].map((match) => match[1] ?? "").filter(isRelative);
}

/** As GitHub names them: lower case, no punctuation, dashes, numbered when they repeat. */
function anchorsIn(text: string): Set<string> {
  const seen = new Map<string, number>();
  const anchors = new Set([...text.matchAll(/<a (?:id|name)="([^"]+)"/g)].map((match) => match[1] ?? ""));
  for (const [, heading = ""] of withoutCode(text).matchAll(/^#{1,6}\s+(.+?)\s*#*$/gm)) {
    const slug = heading
      .replace(/\[([^\]]*)\]\([^)]*\)/g, "$1")
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, "")
      .replace(/\s/g, "-");
    const before = seen.get(slug) ?? 0;
    seen.set(slug, before + 1);
    anchors.add(before === 0 ? slug : `${slug}-${before}`);
  }
  return anchors;
}

const withoutCode = (text: string) => text.replace(/^(```|~~~)[\s\S]*?^\1/gm, "");

function foldersOf(path: string): string[] {
  const folder = posix.dirname(path);
  return folder === "." ? [] : [folder, ...foldersOf(folder)];
}
