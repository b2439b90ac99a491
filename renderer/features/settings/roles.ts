import type { Role } from "#contract/access";

export const roleNames: Record<Role, string> = { admin: "Administrator", viewer: "Viewer" };
export const roleChoices = [
  { value: "viewer", label: "Viewer: may look, not change" },
  { value: "admin", label: "Administrator: may change everything" },
];
