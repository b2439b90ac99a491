import { SimpleGrid, TextInput } from "@mantine/core";
import { say } from "#contract/words/say";
import { KeyText } from "./key-text.tsx";
import type { PlaceProps } from "./place-fields.tsx";
import { SignInFields } from "./sign-in-fields.tsx";
import { signInField, textField } from "./text-field.ts";

export function SftpFields(props: PlaceProps) {
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
      <KeyText
        label={say("Host key of the server")}
        description={say(
          "Only a server with this key is talked to. Test the connection to see the one that it shows.",
        )}
        placeholder="ssh-ed25519 AAAA…"
        {...textField(props, "hostKey")}
      />
      <SignInFields {...props}>
        {(signIn) => (
          <KeyText
            label={say("Private key")}
            {...signInField(signIn, "privateKey")}
            description={
              signIn.saved ??
              say(
                "A key without a passphrase, made for backups alone. Blank: the keys of the user that Holdfast runs as.",
              )
            }
            placeholder={say("The whole text, from BEGIN to END")}
          />
        )}
      </SignInFields>
    </>
  );
}
