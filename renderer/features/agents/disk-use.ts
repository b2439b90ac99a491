type Disk = { mountPath: string; totalBytes: number; freeBytes: number };

export function percentUsed({ totalBytes, freeBytes }: Disk): number {
  return totalBytes === 0 ? 0 : Math.round((100 * (totalBytes - freeBytes)) / totalBytes);
}

/** The disk that fills up first is the one worth a column. */
export function fullestDisk(disks: readonly Disk[]): { mountPath: string; percent: number } | undefined {
  const [fullest] = disks
    .map((disk) => ({ mountPath: disk.mountPath, percent: percentUsed(disk) }))
    .sort((a, b) => b.percent - a.percent);
  return fullest;
}
