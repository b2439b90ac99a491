import { audit } from "./audit.ts";
import { common } from "./common.ts";
import { desktop } from "./desktop.ts";
import { frame } from "./frame.ts";
import { home } from "./home.ts";
import { joining } from "./joining.ts";
import { machines } from "./machines.ts";
import { network } from "./network.ts";
import { places } from "./places.ts";
import { policies } from "./policies.ts";
import { repositories } from "./repositories.ts";
import { restore } from "./restore.ts";
import { runs } from "./runs.ts";
import { schedule } from "./schedule.ts";
import { settings } from "./settings.ts";
import { answers } from "./told/answers.ts";
import { changes } from "./told/changes.ts";
import { cli } from "./told/cli.ts";
import { commands } from "./told/commands.ts";
import { ends } from "./told/ends.ts";
import { fields } from "./told/fields.ts";
import { hints } from "./told/hints.ts";
import { machine } from "./told/machine.ts";
import { notices } from "./told/notices.ts";
import { outside } from "./told/outside.ts";
import { requests } from "./told/requests.ts";
import { states } from "./told/states.ts";

/** Each sentence stands in one area only. */
export const areas: Record<string, string>[] = [
  audit,
  common,
  desktop,
  frame,
  home,
  joining,
  machines,
  network,
  places,
  policies,
  runs,
  repositories,
  restore,
  schedule,
  settings,
];

/** The same for what the core says: read again by who shows it, see retell.ts. */
export const toldAreas: Record<string, string>[] = [
  answers,
  changes,
  cli,
  commands,
  ends,
  fields,
  hints,
  machine,
  notices,
  requests,
  states,
  outside,
];

export const german: Record<string, string> = Object.assign({}, ...areas);
export const told: Record<string, string> = Object.assign({}, ...toldAreas);
