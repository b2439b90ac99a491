import { PasswordInput, TextInput } from "@mantine/core";
import { say } from "#contract/words/say";
import { CertificateField } from "./certificate-field.tsx";
import type { PlaceProps } from "./place-fields.tsx";
import { SignInFields } from "./sign-in-fields.tsx";

export function RestServerFields(props: PlaceProps) {
  const { value, onChange, errors } = props;
  return (
    <>
      <TextInput
        label={say("Address")}
        placeholder="https://nas:8000/anna/"
        required
        type="url"
        value={value.url}
        onChange={(event) => onChange({ url: event.currentTarget.value })}
        error={errors["url"]}
      />
      <SignInFields {...props}>
        {(signIn) => (
          <>
            <TextInput
              label={say("User name on the server")}
              autoComplete="off"
              autoCapitalize="none"
              value={signIn.value.username}
              onChange={(event) => signIn.onChange({ username: event.currentTarget.value })}
              error={signIn.error("username")}
            />
            <PasswordInput
              label={say("Password on the server")}
              description={signIn.saved}
              autoComplete="new-password"
              value={signIn.value.password}
              onChange={(event) => signIn.onChange({ password: event.currentTarget.value })}
              error={signIn.error("password")}
            />
          </>
        )}
      </SignInFields>
      {value.hasMaintainer && (
        <TextInput
          label={say("Address for pruning")}
          description={say("Where the server listens that may delete, if it is another one than for backups")}
          placeholder="https://nas:8001/anna/"
          type="url"
          ps="md"
          value={value.maintainerUrl}
          onChange={(event) => onChange({ maintainerUrl: event.currentTarget.value })}
          error={errors["credentials.maintainer.url"]}
        />
      )}
      <CertificateField {...props} />
    </>
  );
}
