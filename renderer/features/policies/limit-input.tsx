import { NumberInput } from "@mantine/core";
import type { SectionProps } from "./form-type.ts";
import type { LimitField } from "./policy-form.ts";

export type Limit = {
  field: LimitField;
  label: string;
  suffix?: string;
  /** How many of the policy's own units one of those that people enter is. */
  unit?: number;
  max?: number;
};

export function LimitInput({ form, field, label, suffix, unit = 1, max }: SectionProps & Limit) {
  const { value, onChange, ...input } = form.getInputProps(`limits.${field}`);
  return (
    <NumberInput
      label={label}
      min={1}
      {...(suffix !== undefined && { suffix })}
      {...(max !== undefined && { max })}
      {...input}
      value={value === "" ? "" : Number(value) / unit}
      onChange={(typed) => onChange(typed === "" ? "" : Math.round(Number(typed) * unit))}
    />
  );
}
