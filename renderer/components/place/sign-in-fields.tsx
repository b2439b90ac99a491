import { Checkbox, Stack } from "@mantine/core";
import type { ReactNode } from "react";
import { say } from "#contract/words/say";
import type { PlaceProps } from "./place-fields.tsx";
import type { SignInForm } from "./place-form.ts";

export type SignInProps = {
  value: SignInForm;
  onChange: (change: Partial<SignInForm>) => void;
  error: (field: string) => ReactNode;
  saved: string | undefined;
};

type Props = PlaceProps & { children: (props: SignInProps) => ReactNode };

/** The sign-in of the machines that back up, and, where it is wanted, another one for the machine that prunes. */
export function SignInFields({ value, onChange, errors, hasCredentials = false, children }: Props) {
  const saved = hasCredentials ? say("Leave it blank to keep the saved one") : undefined;
  return (
    <>
      {children({
        value: value.writer,
        onChange: (change) => onChange({ writer: { ...value.writer, ...change } }),
        error: (field) => errors[`credentials.writer.${field}`],
        saved,
      })}
      <Checkbox
        label={say("Another sign-in for pruning")}
        description={say(
          "Machines that back up then need one that may only add: who takes one over cannot delete its backups.",
        )}
        checked={value.hasMaintainer}
        onChange={(event) => onChange({ hasMaintainer: event.currentTarget.checked })}
      />
      {value.hasMaintainer && (
        <Stack gap="sm" ps="md">
          {children({
            value: value.maintainer,
            onChange: (change) => onChange({ maintainer: { ...value.maintainer, ...change } }),
            error: (field) => errors[`credentials.maintainer.${field}`],
            saved,
          })}
        </Stack>
      )}
    </>
  );
}
