import { SimpleGrid, Textarea, TextInput } from "@mantine/core";
import { say } from "#contract/words/say";
import type { PlaceProps } from "./place-fields.tsx";
import { SignInFields } from "./sign-in-fields.tsx";
import { textField } from "./text-field.ts";

export function SftpFields(props: PlaceProps) {
  const { value, onChange, errors } = props;
  return (
    <>
      <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="sm">
        <TextInput label={say("Server")} placeholder="nas.local" required {...textField(props, "host")} />
        <TextInput label={say("Port")} placeholder="22" inputMode="numeric" {...textField(props, "port")} />
        <TextInput
          label={say("User on the server")}
          placeholder="anna"
          required
          {...textField(props, "user")}
        />
        <TextInput
          label={say("Folder on the server")}
          placeholder="/srv/backups"
          required
          {...textField(props, "path")}
        />
      </SimpleGrid>
      <Textarea
        label={say("Host key of the server")}
        description={say(
          "Only a server with this key is talked to. Test the connection to see the one that it shows.",
        )}
        placeholder="ssh-ed25519 AAAA…"
        autosize
        minRows={2}
        maxRows={6}
        spellCheck={false}
        value={value.hostKey}
        onChange={(event) => onChange({ hostKey: event.currentTarget.value })}
        error={errors["hostKey"]}
      />
      <SignInFields {...props}>
        {(signIn) => (
          <Textarea
            label={say("Private key")}
            description={
              signIn.saved ??
              say(
                "A key without a passphrase, made for backups alone. Blank: the keys of the user that Holdfast runs as.",
              )
            }
            placeholder={say("The whole text, from BEGIN to END")}
            autosize
            minRows={2}
            maxRows={6}
            spellCheck={false}
            autoComplete="off"
            value={signIn.value.privateKey}
            onChange={(event) => signIn.onChange({ privateKey: event.currentTarget.value })}
            error={signIn.error("privateKey")}
          />
        )}
      </SignInFields>
    </>
  );
}
