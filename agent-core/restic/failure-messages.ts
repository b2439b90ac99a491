import type { FailureCode } from "#contract/outcome";
import { MINIMUM_RESTIC } from "#contract/version";

export const interruptions = {
  shutdown: "Holdfast was stopped or restarted during this run.",
  sleep: "The machine slept during this run. It goes on with the next attempt.",
  /** The run began after a sleep, and the network did not come back with the machine. */
  offline:
    "The machine woke up and the repository could not be reached within 10 minutes, so the run is put off. It is tried again by itself.",
};

/** The system did not start restic, though it is there. */
export const notStarted = {
  tooLong:
    "This is more than the system takes in one command, so restic was not started and nothing was done. Name fewer folders, files or exclusions, or shorter ones.",
  refused:
    "The system did not start restic, so nothing was done. Its reason is below. Start the run again; if it happens again, restart this machine.",
};

/** One sentence or two for people: the cause, what it means, and the next step. */
export const failureMessages: Record<FailureCode, string> = {
  "wrong-password":
    "The password does not open this repository, so nothing was done. Enter the right password in the repository's settings.",
  "repository-missing":
    "There is no restic repository at this location, so nothing was done. Check the location, or create the repository.",
  "repository-locked":
    "Another program holds a lock on the repository, so this run could not start. It is tried again by itself; if the lock stays, look at who holds it.",
  "repository-unreachable":
    "The repository could not be reached, so nothing was done. Check the network, the address and whether the server or disk is there.",
  "repository-full":
    "The place where the repository lies is full, so the run could not finish. Make room there, then start it again.",
  "repository-damaged":
    "restic found damaged data in the repository. Check the repository before you rely on it.",
  "access-denied":
    "Access to the repository was refused, so nothing was done. Check the sign-in in the repository's settings and the rights on the location.",
  "tls-untrusted":
    "The server's certificate or host key is not trusted, so nothing was sent. Add the server's CA certificate or host key to the repository, or correct the address.",
  "source-missing": "A folder to be backed up is not there.",
  "source-unreadable":
    "None of the folders could be read, so there is no usable backup. Give Holdfast the right to read them.",
  "local-disk-full":
    "The disk of this machine is full, so the run could not finish. Make room, then start it again.",
  "restic-missing":
    "restic is not there, so nothing can be backed up. Install restic, or reinstall Holdfast.",
  "restic-too-old": `This restic is too old. Install restic ${MINIMUM_RESTIC} or newer.`,
  "restic-crashed":
    "restic ended in a way that Holdfast does not count as success. Start the run again; if it happens again, look at the log.",
  stalled:
    "There was no progress for too long, so the run was ended. Check the connection to the repository, then start it again.",
  "timed-out": "The run took longer than it may, so it was ended. Allow more time, or back up less at once.",
  interrupted: interruptions.shutdown,
  cancelled: "The run was stopped on request. What is uploaded already makes the next run faster.",
  "agent-lost": "The machine did not come back to this run.",
  "not-allowed-here": "This machine does not do this kind of task.",
  "hook-failed": "A script of this machine refused the run.",
  internal: "restic reported an error that Holdfast does not know. Its words are below and in the log.",
};
