/** How the line of a run's log begins that tells with which command a restic was started; the command follows. */
export const STARTED = "Started: ";
