const KEPT_MS = 60_000;

/** Hands a text to the browser as a download. */
export function saveFile(name: string, text: string, type = "application/json"): void {
  const address = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name.replace(/[\\/:*?"<>|]/g, "-");
  link.click();
  // A browser may ask first where to put it, and read it only then.
  setTimeout(() => URL.revokeObjectURL(address), KEPT_MS);
}
