import { say } from "#contract/words/say";
import { conditionFormOf } from "./condition-form.ts";
import type { PolicyForm } from "./policy-form.ts";

export type PolicyTemplate = { id: string; name: string; description: string; changes: Partial<PolicyForm> };

/** Where most policies begin. */
export const policyTemplates = (): PolicyTemplate[] => [
  {
    id: "documents",
    name: say("Documents of people"),
    description: say("Documents, pictures and desktop, each hour, for computers that sleep and travel."),
    changes: {
      name: say("Documents"),
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
    name: say("Server at night"),
    description: say("Configuration and data of a Linux server, each night, alarming after a day."),
    changes: {
      name: say("Server"),
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
    name: say("Whole home folder"),
    description: say("Everything in the home folder, each evening of the week."),
    changes: {
      name: say("Home"),
      include: ["{home}"],
      excludeText: "node_modules\n*.iso",
      rhythm: { kind: "daily", time: "20:00" },
      jitterMinutes: 15,
      profile: "desktop",
    },
  },
];
