import { say } from "#contract/words/say";
export type PauseChoice = { name: string; until: (now: Date) => string | undefined };

const HOUR_MS = 3_600_000;

/** The same choices as in the tray. */
export const pauseChoices = (): PauseChoice[] => [
  { name: say("For 1 hour"), until: (now) => new Date(now.getTime() + HOUR_MS).toISOString() },
  { name: say("Until tomorrow 08:00"), until: (now) => tomorrowMorning(now).toISOString() },
  { name: say("Until I resume"), until: () => undefined },
];

/** On the clock of this browser, whatever the night does to it. */
function tomorrowMorning(now: Date): Date {
  return new Date(now.getFullYear(), now.getMonth(), now.getDate() + 1, 8);
}
