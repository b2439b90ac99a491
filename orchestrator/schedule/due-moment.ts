/** What the scheduler missed and why, for the ledger: "Holdfast was not running." */
export type Absence = string;

/** What is known of others when slots come due. */
export type Others = {
  /** The machine is out of reach and may be doing its backups by itself. */
  isMachineAway(agentId: string): boolean;
  /** For followed policies: whether their orchestrator sees to a slot of that time, this machine has to, or it is too early to say. */
  whoCovers(dueThere: Date, now: Date): "orchestrator" | "this-machine" | "unknown";
  /** This machine has slept. */
  woke(): void;
  /** Until then that orchestrator saw to every slot. */
  seenToUntil(): Date | undefined;
};

/** When somebody looks at what is due, and what he knows then. */
export type Moment = {
  now: Date;
  absence: Absence;
  others: Others;
  /** Also what only the jitter holds back is decided now; it starts when it would have. */
  withJitter?: boolean;
};

export const nobodyElse: Others = {
  isMachineAway: () => false,
  whoCovers: () => "unknown",
  woke: () => undefined,
  seenToUntil: () => undefined,
};
