/** An icon of macOS: PNGs of 256 and 1024 pixels in one file, each behind its kind and length. */
export function icns({ small, large }) {
  const entry = (kind, png) => Buffer.concat([Buffer.from(kind), lengthOf(png.length + 8), png]);
  const entries = Buffer.concat([entry("ic08", small), entry("ic10", large)]);
  return Buffer.concat([Buffer.from("icns"), lengthOf(entries.length + 8), entries]);
}

function lengthOf(bytes) {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes);
  return length;
}
