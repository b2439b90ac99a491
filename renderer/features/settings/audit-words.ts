import { type AuditAction, auditAction } from "#contract/audit";
import { say } from "#contract/words/say";

const words = (): Record<AuditAction, string> => ({
  "account.change": say("Account changed"),
  "account.create": say("Account added"),
  "account.delete": say("Account removed"),
  "account.password": say("Own password changed"),
  "agent.approve": say("Machine let in"),
  "agent.folders": say("Folders of a machine looked at"),
  "agent.labels": say("Labels of a machine changed"),
  "agent.pause": say("Backups paused"),
  "agent.remove": say("Machine removed"),
  "agent.resume": say("Backups resumed"),
  "agent.stolen": say("Machine reported as stolen"),
  "api-token.create": say("API token made"),
  "api-token.delete": say("API token ended"),
  "database.move": say("Database moved to a server"),
  "database.rescue": say("Database brought back from a copy"),
  "discovery.off": say("No longer found by other machines"),
  "discovery.on": say("Found by other machines of the network"),
  "enrolment.create": say("Join code made"),
  "enrolment.delete": say("Join code ended"),
  "lan.off": say("Closed to the network"),
  "lan.on": say("Opened to the network"),
  "notice-channel.change": say("Channel for notices changed"),
  "notice-channel.create": say("Channel for notices added"),
  "notice-channel.delete": say("Channel for notices removed"),
  "orchestrator.move": say("Move to another computer begun"),
  "orchestrator.move-back": say("Move to another computer taken back"),
  "pairing.approve": say("Machine let in by its digits"),
  "pairing.refuse": say("Machine with digits refused"),
  "policy.assign": say("Policy given to a machine"),
  "policy.assign-label": say("Policy given to a label"),
  "policy.change": say("Policy changed"),
  "policy.create": say("Policy made"),
  "policy.delete": say("Policy deleted"),
  "policy.duplicate": say("Policy duplicated"),
  "policy.try": say("Policy tried on a machine"),
  "policy.unassign": say("Policy taken from a machine"),
  "policy.unassign-label": say("Policy taken from a label"),
  "recovery-kit.check": say("Recovery kit checked"),
  "recovery-kit.make": say("Recovery kit of everything made"),
  "repository.acknowledge": say("Warning of a repository confirmed"),
  "repository.change": say("Repository changed"),
  "repository.create": say("Repository added"),
  "repository.delete": say("Repository forgotten"),
  "repository.recovery-kit": say("Recovery kit downloaded"),
  "repository.test": say("Connection to a repository tested"),
  "repository.unlock": say("Locks of a repository removed"),
  "restore.allow": say("Restore allowed"),
  "restore.create": say("Restore started"),
  "restore.refuse": say("Restore refused"),
  "session.end": say("Signed out elsewhere"),
  "set-up": say("First administrator made"),
  "set-up-failed": say("Set-up tried with a wrong token"),
  "settings.change": say("Settings changed"),
  "sign-in": say("Signed in"),
  "sign-in-failed": say("Sign-in refused"),
  "sign-in-link.create": say("Sign-in link made"),
  "sign-out": say("Signed out"),
  "snapshot.download": say("Files downloaded from a snapshot"),
  "task.cancel": say("Task stopped"),
  "task.create": say("Task started by hand"),
  "task.retry": say("Task started again"),
  "upstream.join": say("Followed another Holdfast"),
  "upstream.leave": say("Left the Holdfast that was followed"),
});

/** What an entry says in words; what only an older version wrote is shown as it stands. */
export function actionWords(action: string): string {
  const known = auditAction.safeParse(action);
  return known.success ? words()[known.data] : action;
}

export function actorWords(actor: string): string {
  switch (actor) {
    case "nobody":
      return say("Nobody known");
    case "configuration":
      return say("The configuration");
    case "this computer":
      return say("This computer");
    case "a user of this computer":
      return say("A user of this computer");
    default:
      return actor;
  }
}
