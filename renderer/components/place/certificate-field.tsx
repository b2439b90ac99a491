import { Textarea } from "@mantine/core";
import { say } from "#contract/words/say";
import type { PlaceProps } from "./place-fields.tsx";

export function CertificateField({ value, onChange, errors }: PlaceProps) {
  return (
    <Textarea
      label={say("Certificate of the server")}
      description={say(
        "Only where the server made its own: paste the text that begins with BEGIN CERTIFICATE",
      )}
      autosize
      minRows={2}
      maxRows={8}
      spellCheck={false}
      value={value.caCertificate}
      onChange={(event) => onChange({ caCertificate: event.currentTarget.value })}
      error={errors["caCertificate"]}
    />
  );
}
