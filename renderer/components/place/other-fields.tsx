import { PasswordInput, Text, TextInput } from "@mantine/core";
import { schemeOf } from "#contract/backend-credentials";
import { say } from "#contract/words/say";
import { KeyText } from "./key-text.tsx";
import type { PlaceProps } from "./place-fields.tsx";
import { namesOf } from "./place-form.ts";
import { SignInFields } from "./sign-in-fields.tsx";
import { textField } from "./text-field.ts";

const SECRET = /KEY|SAS|PASS|SECRET|TOKEN/;

export function OtherFields(props: PlaceProps) {
  const { value } = props;
  const names = namesOf(value.location);
  return (
    <>
      <TextInput
        label={say("Location")}
        description={say(
          "b2:bucket:path, azure:container:/path, gs:bucket:/path, swift:container:/path or rclone:remote:path",
        )}
        placeholder="b2:anna-backups:laptop"
        required
        {...textField(props, "location")}
      />
      {schemeOf(value.location.trim()) === "rclone" && (
        <Text size="sm" c="dimmed">
          {say(
            "The remote must be set up in rclone on each machine that uses it: rclone's settings can start programs, so they are not sent over the network.",
          )}
        </Text>
      )}
      {names.length > 0 && (
        <SignInFields {...props}>
          {(signIn) =>
            names.map((name) => {
              const common = {
                label: name,
                description: signIn.saved,
                value: signIn.value.environment[name] ?? "",
                error: signIn.error(`environment.${name}`),
                autoComplete: "off",
                spellCheck: false,
              };
              const set = (text: string) =>
                signIn.onChange({ environment: { ...signIn.value.environment, [name]: text } });
              if (name === "GOOGLE_APPLICATION_CREDENTIALS")
                return (
                  <KeyText
                    key={name}
                    {...common}
                    placeholder={say("The content of the key file")}
                    onChange={(event) => set(event.currentTarget.value)}
                  />
                );
              const Field = SECRET.test(name) ? PasswordInput : TextInput;
              return <Field key={name} {...common} onChange={(event) => set(event.currentTarget.value)} />;
            })
          }
        </SignInFields>
      )}
    </>
  );
}
