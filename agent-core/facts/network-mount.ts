import type { MountPoint } from "./mount-points.ts";

const ON_NETWORK =
  /^(autofs|nfs4?|cifs|smb3|smbfs|9p|ceph|glusterfs|afs|davfs|fuse\.(sshfs|rclone|davfs2?|glusterfs|s3fs|juicefs|goofys|curlftpfs))$/;

/** Whether somebody else's computer is behind it: when that one is gone, whoever looks at it waits, and may not even be killed. */
export const isOnNetwork = ({ type }: MountPoint): boolean => ON_NETWORK.test(type);
