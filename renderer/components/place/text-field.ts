import type { ChangeEvent } from "react";
import type { PlaceProps } from "./place-fields.tsx";

type Name = "endpoint" | "bucket" | "prefix" | "region" | "host" | "port" | "user" | "path";

/** What a field for one plain word of the place is given. */
export function textField({ value, onChange, errors }: PlaceProps, name: Name) {
  return {
    value: value[name],
    onChange: (event: ChangeEvent<HTMLInputElement>) => onChange({ [name]: event.currentTarget.value }),
    error: errors[name],
    spellCheck: false,
    autoCapitalize: "none",
  };
}
