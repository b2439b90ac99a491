import { join } from "node:path";
import { putFile, sealAsRestic, sha256 } from "./seal-as-restic.ts";

/** What somebody with the password could store, although no backup would: any name, any shape. */
export type ForgedNode =
  | { name: string; content: string }
  | { name: string; link: string }
  | { name: string; nodes: ForgedNode[] };

type Blob = { id: string; type: "data" | "tree"; sealed: Buffer };

/** Puts a snapshot with this content into a repository, as restic would read it. */
export async function forgeSnapshot(
  repositoryDir: string,
  keyText: string,
  nodes: ForgedNode[],
): Promise<string> {
  const blobs: Blob[] = [];
  const store = (type: Blob["type"], plain: Buffer): string => {
    const id = sha256(plain);
    blobs.push({ id, type, sealed: sealAsRestic(keyText, plain) });
    return id;
  };
  const treeOf = (children: ForgedNode[]): string =>
    store("tree", Buffer.from(`${JSON.stringify({ nodes: children.map(nodeOf) })}\n`));
  const nodeOf = (node: ForgedNode) => {
    const common = { name: node.name, mode: 0o644, mtime: TIME, atime: TIME, ctime: TIME, uid: 0, gid: 0 };
    if ("nodes" in node)
      return { ...common, type: "dir", mode: 0x8000_01ed, subtree: treeOf(node.nodes), content: null };
    if ("link" in node)
      return { ...common, type: "symlink", mode: 0x0800_01ff, linktarget: node.link, content: null };
    const content = Buffer.from(node.content);
    return { ...common, type: "file", size: content.length, content: [store("data", content)] };
  };

  const tree = treeOf(nodes);
  await putPack(repositoryDir, keyText, blobs);
  const snapshot = { time: TIME, tree, paths: ["/forged"], hostname: "forger", username: "mallory" };
  return await putFile(
    join(repositoryDir, "snapshots"),
    sealAsRestic(keyText, Buffer.from(JSON.stringify(snapshot))),
  );
}

const TIME = "2026-11-24T12:00:00Z";

async function putPack(repositoryDir: string, keyText: string, blobs: Blob[]): Promise<void> {
  const header = sealAsRestic(keyText, Buffer.concat(blobs.map(headerEntry)));
  const length = Buffer.alloc(4);
  length.writeUInt32LE(header.length);
  const pack = Buffer.concat([...blobs.map(({ sealed }) => sealed), header, length]);
  const packId = await putFile(join(repositoryDir, "data", sha256(pack).slice(0, 2)), pack);
  let offset = 0;
  const indexed = blobs.map(({ id, type, sealed }) => {
    const entry = { id, type, offset, length: sealed.length };
    offset += sealed.length;
    return entry;
  });
  const index = { packs: [{ id: packId, blobs: indexed }] };
  await putFile(join(repositoryDir, "index"), sealAsRestic(keyText, Buffer.from(JSON.stringify(index))));
}

function headerEntry({ id, type, sealed }: Blob): Buffer {
  const entry = Buffer.alloc(5);
  entry.writeUInt8(type === "data" ? 0 : 1);
  entry.writeUInt32LE(sealed.length, 1);
  return Buffer.concat([entry, Buffer.from(id, "hex")]);
}
