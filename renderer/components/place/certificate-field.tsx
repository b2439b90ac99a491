import { Textarea } from "@mantine/core";
import type { PlaceProps } from "./place-fields.tsx";

export function CertificateField({ value, onChange, errors }: PlaceProps) {
  return (
    <Textarea
      label="Certificate of the server"
      description="Only where the server made its own: paste the text that begins with BEGIN CERTIFICATE"
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
