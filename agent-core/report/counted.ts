export const files = (count: number): string => (count === 1 ? "1 file" : `${count} files`);

export const filesAndFolders = (count: number): string =>
  count === 1 ? "1 file or folder" : `${count} files and folders`;
