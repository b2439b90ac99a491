const [SLASH, DOT, BACKSLASH, UNDERSCORE] = [0x2f, 0x2e, 0x5c, 0x5f];

/** Names of files below a folder as they stand in a zip: relative, and so that no program unpacks one of them outside of its target. */
export function zipName(root: string): (path: Buffer) => Buffer {
  const above = root === "/" ? 0 : Buffer.byteLength(root);
  return (path) => {
    const parts = partsOf(path.subarray(above)).map(harmless);
    return parts.length === 0
      ? Buffer.alloc(0)
      : Buffer.concat(parts.flatMap((part) => [JOINT, part]).slice(1));
  };
}

const JOINT = Buffer.from("/");

function partsOf(path: Buffer): Buffer[] {
  const parts: Buffer[] = [];
  for (let from = 0; from < path.length; ) {
    const slash = path.indexOf(SLASH, from);
    const end = slash === -1 ? path.length : slash;
    if (end > from) parts.push(path.subarray(from, end));
    from = end + 1;
  }
  return parts;
}

/** `..` climbs out. A backslash is part of a name here, but on Windows it parts folders. */
function harmless(part: Buffer): Buffer {
  if (part.length <= 2 && part.every((byte) => byte === DOT)) return Buffer.alloc(part.length, UNDERSCORE);
  const text = part.toString("latin1");
  const climbs = /(^|\\)\.\.(\\|$)|^\\|^[A-Za-z]:/.test(text);
  return climbs
    ? (part.map((byte) => (byte === BACKSLASH || byte === 0x3a ? UNDERSCORE : byte)) as Buffer)
    : part;
}
