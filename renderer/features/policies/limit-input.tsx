import { Amount } from "../../components/amount.tsx";
import type { SectionProps } from "./form-type.ts";
import type { LimitField } from "./policy-form.ts";

export type Limit = {
  field: LimitField;
  label: string;
  unit?: string;
  /** How many of the policy's own units one of those that people enter is. */
  times?: number;
  max?: number;
};

export function LimitInput({ form, field, times = 1, ...shown }: SectionProps & Limit) {
  const { value, onChange, ...input } = form.getInputProps(`limits.${field}`);
  return (
    <Amount
      {...shown}
      {...input}
      value={value === "" ? "" : Number(value) / times}
      onChange={(typed) => onChange(typed === "" ? "" : Math.round(Number(typed) * times))}
    />
  );
}
