import type { Conditions, PolicyDraft, StartWindow } from "#contract/policies";
import type { NumberField } from "./number-field.ts";

export type ConditionForm = {
  waitsOnBattery: boolean;
  waitsOnMetered: boolean;
  windows: StartWindow[];
  latestStartHours: NumberField;
};

export function conditionFormOf(conditions: Conditions = {}): ConditionForm {
  const { latestStartSeconds } = conditions;
  return {
    waitsOnBattery: conditions.onBattery === "wait",
    waitsOnMetered: conditions.onMetered === "wait",
    windows: conditions.windows ?? [],
    latestStartHours: latestStartSeconds === undefined ? "" : latestStartSeconds / 3_600,
  };
}

type MayRun = Conditions["onBattery"];

/** What says nothing is left out; "run" that somebody wrote stays written. */
export function conditionDraft(form: ConditionForm, known: Conditions = {}): PolicyDraft["conditions"] {
  const mayRun = (waits: boolean, before: MayRun): MayRun => (waits ? "wait" : before && "run");
  const onBattery = mayRun(form.waitsOnBattery, known.onBattery);
  const onMetered = mayRun(form.waitsOnMetered, known.onMetered);
  const hasWindows = form.windows.length > 0 || known.windows !== undefined;
  const draft = {
    ...(onBattery && { onBattery }),
    ...(onMetered && { onMetered }),
    ...(hasWindows && { windows: form.windows }),
    ...(form.latestStartHours !== "" && { latestStartSeconds: Math.round(form.latestStartHours * 3_600) }),
  };
  return Object.keys(draft).length === 0 ? undefined : draft;
}
