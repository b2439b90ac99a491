import * as z from "zod";
import type { TreeEntry } from "#contract/browse";
import { glance, type MayWant, readNode, type TakeEntry } from "./ls.ts";
import { parseJson } from "./messages.ts";
import type { RunCommand } from "./open-restic.ts";
import type { ResticEnd } from "./run-restic.ts";
import { splitNodes } from "./split-nodes.ts";

type Folder = { snapshotId: string; path: string; mayWant: MayWant };

/** Where name and type are, unless the name is a long one. */
const GLIMPSE_BYTES = 120;

const stored = z.looseObject({ name: z.string(), type: z.string() });

/** One folder as it is stored, which costs restic a tenth of what `ls` does: that makes a line of its own for each entry. */
export async function readTree(
  run: RunCommand,
  { snapshotId, path, mayWant }: Folder,
  onEntry: TakeEntry,
): Promise<ResticEnd> {
  const place = path === "/" ? snapshotId : `${snapshotId}:${path}`;
  const prefix = path === "/" ? "/" : `${path}/`;
  return await run({
    args: ["cat", "tree", place, "--no-lock"],
    onOutput: (output) =>
      splitNodes(output, (json) => {
        const glimpse = glance(json.toString("utf8", 0, GLIMPSE_BYTES));
        if (glimpse !== undefined && !mayWant(glimpse)) return;
        const entry = toEntry(json.toString("utf8"), prefix);
        return entry && onEntry(entry);
      }),
  });
}

function toEntry(json: string, prefix: string): TreeEntry | undefined {
  const node = stored.safeParse(parseJson(json) ?? parseJson(withoutParts(json))).data;
  if (node === undefined) return undefined;
  const name = unquoted(node.name);
  // No backup stores such a name, and nothing that is called so could be opened.
  if (name === "" || name === "." || name === ".." || name.includes("/")) return undefined;
  const size = node.type === "file" ? { size: node["size"] ?? 0 } : {};
  return readNode({ ...node, name, path: prefix + name, ...size });
}

/** A long entry ends within the list of its parts, which comes last. */
function withoutParts(json: string): string {
  const at = json.indexOf(',"content":[');
  return at === -1 ? json : `${json.slice(0, at)}}`;
}

const NAMED: Record<string, string> = { a: "\x07", b: "\b", f: "\f", n: "\n", r: "\r", t: "\t", v: "\v" };

/** restic stores names quoted as Go does; a byte that is no UTF-8 is shown as everywhere. */
function unquoted(name: string): string {
  if (!name.includes("\\")) return name;
  return name.replace(
    /\\(?:x([0-9a-f]{2})|u([0-9a-f]{4})|U([0-9a-f]{8})|(.))/g,
    (_, byte?: string, short?: string, long?: string, sign?: string) => {
      if (sign !== undefined) return NAMED[sign] ?? sign;
      const code = Number.parseInt(byte ?? short ?? long ?? "", 16);
      if (byte !== undefined && code >= 0x80) return "\ufffd";
      return code > 0x10ffff ? "\ufffd" : String.fromCodePoint(code);
    },
  );
}
