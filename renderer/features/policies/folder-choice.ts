import type { PatternStyle } from "#contract/exclude-pattern";
import { excludesOf } from "#contract/excluded-by";
import { type PathToken, tokenOf } from "#contract/source-path";

/** What a policy saves, as its form holds it. */
export type Choice = { include: string[]; exclude: string[] };
/** What has to be known of the machine whose folders are looked at. */
export type Place = { style: PatternStyle; tokens: ReadonlyMap<PathToken, string> };

export type Tick = {
  state: "yes" | "no" | "some";
  /** Of a folder that a pattern leaves out which ticking it would not take away. */
  leftOutBy?: string;
};

/** Reads and changes a choice by the folders of one machine. */
export function viewOf({ include, exclude }: Choice, place: Place) {
  const chosen = include.flatMap((written) => {
    const path = pathOn(place, written);
    return path === undefined ? [] : [{ written, path }];
  });
  const isOut = excludesOf(exclude, place.style);
  const own = new Map(exclude.map((pattern) => [pattern, pattern]));
  const ownPattern = (path: string) => own.get(literalPattern(path, place.style));
  const plain = exclude.flatMap((pattern) => {
    const path = plainPath(pattern, place.style);
    return path === undefined ? [] : [{ pattern, path }];
  });
  const below = (path: string, folder: string) => path !== folder && isWithin(path, folder, place.style);
  const around = (path: string) => chosen.some((one) => isWithin(path, one.path, place.style));

  function tickOf(path: string): Tick {
    if (!around(path)) return { state: chosen.some((one) => below(one.path, path)) ? "some" : "no" };
    const by = isOut(path);
    if (by !== undefined) {
      const others = exclude.filter((pattern) => pattern !== ownPattern(path));
      const other = excludesOf(others, place.style)(path);
      const pattern = other === undefined ? undefined : others[other];
      return { state: "no", ...(pattern !== undefined && { leftOutBy: pattern }) };
    }
    return { state: plain.some((one) => below(one.path, path)) ? "some" : "yes" };
  }

  /** Ticks what is not wholly ticked, and unticks what is. */
  function toggle(path: string): Choice {
    const pattern = literalPattern(path, place.style);
    const inside = new Set(plain.filter((one) => below(one.path, path)).map((one) => one.pattern));
    const outside = exclude.filter((one) => !inside.has(one));
    if (tickOf(path).state !== "yes") {
      if (around(path)) return { include, exclude: outside.filter((one) => one !== pattern) };
      const others = include.filter((one) => one !== "" && !belowChosen(one, path));
      return { include: [...others, nameOn(place, path)], exclude: outside };
    }
    const without = chosen.filter((one) => one.path === path).map(({ written }) => written);
    const left = include.filter((one) => !without.includes(one) && !belowChosen(one, path));
    const isStillIn = chosen.some((one) => below(path, one.path));
    return { include: left, exclude: isStillIn ? [...outside, pattern] : outside };
  }

  const belowChosen = (written: string, folder: string) =>
    chosen.some((one) => one.written === written && below(one.path, folder));

  /** The folders that add up to what is saved, and those in them that do not count. */
  function parts(): { whole: string[]; without: string[] } {
    const paths = [...new Set(chosen.map((one) => one.path))];
    const whole = paths.filter((path) => !paths.some((other) => below(path, other)));
    const out = plain.map((one) => one.path).filter((path) => whole.some((folder) => below(path, folder)));
    return { whole, without: out.filter((path) => !out.some((other) => below(path, other))) };
  }

  return { tickOf, toggle, parts };
}

/** Where a written folder is on the machine; undefined where it does not say. */
function pathOn({ style, tokens }: Place, written: string): string | undefined {
  const token = tokenOf(written);
  if (token === undefined) return written === "" ? undefined : trimmed(written, style);
  const place = tokens.get(token.token);
  if (place === undefined) return undefined;
  return trimmed(place + (style === "windows" ? token.rest.replaceAll("/", "\\") : token.rest), style);
}

/** What stands for a place on every machine is written rather than where it is on this one. */
function nameOn({ tokens }: Place, path: string): string {
  const token = [...tokens].find(([, place]) => place === path)?.[0];
  return token === undefined ? path : `{${token}}`;
}

function trimmed(path: string, style: PatternStyle): string {
  const bare = path.replace(style === "windows" ? /[\\/]+$/ : /\/+$/, "");
  if (bare === "") return "/";
  return style === "windows" && /^[A-Za-z]:$/.test(bare) ? `${bare}\\` : bare;
}

/** `path` itself, or something in it. */
export function isWithin(path: string, folder: string, style: PatternStyle): boolean {
  const separator = style === "windows" ? "\\" : "/";
  return path === folder || path.startsWith(folder.endsWith(separator) ? folder : folder + separator);
}

/** A pattern that means just this folder. */
function literalPattern(path: string, style: PatternStyle): string {
  return style === "windows" ? path : path.replace(/[\\*?[\]]/g, "\\$&");
}

/** The folder that a pattern means, where it means just one. */
function plainPath(pattern: string, style: PatternStyle): string | undefined {
  const isAbsolute = style === "windows" ? /^[A-Za-z]:\\/.test(pattern) : pattern.startsWith("/");
  if (!isAbsolute) return undefined;
  const path = style === "windows" ? pattern : pattern.replace(/\\(.)/g, "$1");
  return literalPattern(path, style) === pattern ? trimmed(path, style) : undefined;
}
