import { PasswordInput, TextInput } from "@mantine/core";
import { say } from "#contract/words/say";
import { CertificateField } from "./certificate-field.tsx";
import type { PlaceProps } from "./place-fields.tsx";
import { SignInFields } from "./sign-in-fields.tsx";
import { signInField, textField } from "./text-field.ts";

export function RestServerFields(props: PlaceProps) {
  return (
    <>
      <TextInput
        label={say("Address")}
        placeholder="https://nas:8000/anna/"
        required
        type="url"
        {...textField(props, "url")}
      />
      <SignInFields {...props}>
        {(signIn) => (
          <>
            <TextInput label={say("User name on the server")} {...signInField(signIn, "username")} />
            <PasswordInput
              label={say("Password on the server")}
              {...signInField(signIn, "password")}
              autoComplete="new-password"
            />
          </>
        )}
      </SignInFields>
      {props.value.hasMaintainer && (
        <TextInput
          label={say("Address for pruning")}
          description={say("Where the server listens that may delete, if it is another one than for backups")}
          placeholder="https://nas:8001/anna/"
          type="url"
          ps="md"
          {...textField(props, "maintainerUrl")}
          error={props.errors["credentials.maintainer.url"]}
        />
      )}
      <CertificateField {...props} />
    </>
  );
}
