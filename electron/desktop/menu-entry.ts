export type MenuAction =
  | { do: "open"; path: string }
  | { do: "open-compact" }
  | { do: "back-up"; policyIds: string[] }
  | { do: "stop"; taskIds: string[] }
  | { do: "pause"; agentId: string; until: string | undefined }
  | { do: "resume"; agentId: string }
  | { do: "copy-diagnostics" }
  | { do: "open-logs" }
  | { do: "update" }
  | { do: "quit" };

type Item = { kind: "item"; label: string; action: MenuAction };

export type MenuEntry =
  | { kind: "separator" }
  | Item
  | { kind: "submenu"; label: string; entries: MenuEntry[] };

export const item = (label: string, action: MenuAction): Item => ({ kind: "item", label, action });

export const openItem = (label: string, path: string): Item => item(label, { do: "open", path });
