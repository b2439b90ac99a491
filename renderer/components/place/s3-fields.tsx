import { NativeSelect, PasswordInput, SimpleGrid, TextInput } from "@mantine/core";
import { say } from "#contract/words/say";
import { CertificateField } from "./certificate-field.tsx";
import type { PlaceProps } from "./place-fields.tsx";
import type { PlaceForm } from "./place-form.ts";
import { SignInFields } from "./sign-in-fields.tsx";
import { signInField, textField } from "./text-field.ts";

const lookups = (): { value: PlaceForm["bucketLookup"]; label: string }[] => [
  { value: "auto", label: say("Let restic find out") },
  { value: "path", label: say("In the path: host/bucket") },
  { value: "dns", label: say("In the host name: bucket.host") },
];

export function S3Fields(props: PlaceProps) {
  const { value, onChange } = props;
  return (
    <>
      <TextInput
        label={say("Endpoint")}
        placeholder="https://s3.eu-central-1.amazonaws.com"
        required
        {...textField(props, "endpoint")}
      />
      <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="sm">
        <TextInput
          label={say("Bucket")}
          placeholder="anna-backups"
          required
          {...textField(props, "bucket")}
        />
        <TextInput label={say("Folder in the bucket")} placeholder="laptop" {...textField(props, "prefix")} />
        <TextInput label={say("Region")} placeholder="eu-central-1" {...textField(props, "region")} />
        <NativeSelect
          label={say("Where the bucket's name stands")}
          data={lookups()}
          value={value.bucketLookup}
          onChange={(event) => {
            const chosen = lookups().find((one) => one.value === event.currentTarget.value);
            if (chosen !== undefined) onChange({ bucketLookup: chosen.value });
          }}
        />
      </SimpleGrid>
      <SignInFields {...props}>
        {(signIn) => (
          <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="sm">
            <TextInput label={say("Access key")} {...signInField(signIn, "accessKeyId")} />
            <PasswordInput
              label={say("Secret key")}
              {...signInField(signIn, "secretAccessKey")}
              autoComplete="new-password"
            />
          </SimpleGrid>
        )}
      </SignInFields>
      <CertificateField {...props} />
    </>
  );
}
