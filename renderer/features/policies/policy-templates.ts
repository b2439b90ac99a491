import { conditionFormOf } from "./condition-form.ts";
import type { PolicyForm } from "./policy-form.ts";

export type PolicyTemplate = { id: string; name: string; description: string; changes: Partial<PolicyForm> };

/** Where most policies begin. */
export const policyTemplates: PolicyTemplate[] = [
  {
    id: "documents",
    name: "Documents of people",
    description: "Documents, pictures and desktop, each hour, for computers that sleep and travel.",
    changes: {
      name: "Documents",
      include: ["{documents}", "{pictures}", "{desktop}"],
      excludeText: "*.tmp\n~$*",
      rhythm: { kind: "hourly", minute: 0 },
      jitterMinutes: 10,
      conditions: conditionFormOf({ onMetered: "wait" }),
      profile: "laptop",
    },
  },
  {
    id: "server",
    name: "Server at night",
    description: "Configuration and data of a Linux server, each night, alarming after a day.",
    changes: {
      name: "Server",
      include: ["/etc", "/home", "/var/lib"],
      optionalPaths: [],
      excludeText: "/var/lib/docker\n/var/lib/containers",
      oneFileSystem: true,
      rhythm: { kind: "daily", time: "02:15" },
      jitterMinutes: 60,
      profile: "server",
    },
  },
  {
    id: "home",
    name: "Whole home folder",
    description: "Everything in the home folder, each evening of the week.",
    changes: {
      name: "Home",
      include: ["{home}"],
      excludeText: "node_modules\n*.iso",
      rhythm: { kind: "daily", time: "20:00" },
      jitterMinutes: 15,
      profile: "desktop",
    },
  },
];
