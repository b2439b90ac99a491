import type { Role } from "#contract/access";
import { say } from "#contract/words/say";

export const roleNames = (): Record<Role, string> => ({ admin: say("Administrator"), viewer: say("Viewer") });
export const roleChoices = () => [
  { value: "viewer", label: say("Viewer: may look, not change") },
  { value: "admin", label: say("Administrator: may change everything") },
];
