import type { ChangeEvent } from "react";
import type { PlaceProps } from "./place-fields.tsx";
import type { PlaceForm, SignInForm } from "./place-form.ts";
import type { SignInProps } from "./sign-in-fields.tsx";

type TextOf<Form> = { [Name in keyof Form]: Form[Name] extends string ? Name : never }[keyof Form];
type Typed = ChangeEvent<HTMLInputElement | HTMLTextAreaElement>;

/** What a field for one plain text of the place is given. */
export function textField(
  { value, onChange, errors }: PlaceProps,
  name: Exclude<TextOf<PlaceForm>, "kind" | "bucketLookup">,
) {
  return {
    value: value[name],
    onChange: (event: Typed) => onChange({ [name]: event.currentTarget.value }),
    error: errors[name],
    spellCheck: false,
    autoCapitalize: "none",
  };
}

/** The same for one of the sign-in: what is saved stays where it is left blank, and no browser fills it in. */
export function signInField({ value, onChange, error, saved }: SignInProps, name: TextOf<SignInForm>) {
  return {
    value: value[name],
    onChange: (event: Typed) => onChange({ [name]: event.currentTarget.value }),
    error: error(name),
    description: saved,
    autoComplete: "off",
    spellCheck: false,
    autoCapitalize: "none",
  };
}
