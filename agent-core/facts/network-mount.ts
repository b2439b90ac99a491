import { readlink } from "node:fs/promises";
import { dirname, parse, resolve, sep } from "node:path";
import type { MountPoint } from "./mount-points.ts";

const ON_NETWORK =
  /^(autofs|nfs4?|cifs|smb3|smbfs|9p|ceph|glusterfs|lustre|beegfs|afs|davfs|fuse\.(sshfs|rclone|davfs2?|glusterfs|ceph|s3fs|juicefs|goofys|curlftpfs))$/;

/** Whether somebody else's computer is behind it: when that one is gone, whoever looks at it waits, and may not even be killed. */
export const isOnNetwork = ({ type }: MountPoint): boolean => ON_NETWORK.test(type);

/** As the system has it: longer ways through links lead nowhere. */
const MOST_LINKS = 40;

/** Whether a path, with the links on its way followed, comes to one of these mounts. Nothing beyond a mount is looked at. */
export async function leadsInto(path: string, mounts: ReadonlySet<string>): Promise<boolean> {
  const { root } = parse(path);
  let [here, ahead] = [root, partsOf(path)];
  for (let links = 0; links <= MOST_LINKS; ) {
    const [name, ...rest] = ahead;
    if (name === undefined) return false;
    const next = resolve(here, name);
    if (mounts.has(next)) return true;
    const target = await readlink(next).catch(() => undefined);
    if (target === undefined) [here, ahead] = [next, rest];
    else {
      links += 1;
      [here, ahead] = [root, [...partsOf(resolve(dirname(next), target)), ...rest]];
    }
  }
  return false;
}

const partsOf = (path: string): string[] => path.slice(parse(path).root.length).split(sep).filter(Boolean);
