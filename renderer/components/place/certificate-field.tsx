import { say } from "#contract/words/say";
import { KeyText } from "./key-text.tsx";
import type { PlaceProps } from "./place-fields.tsx";
import { textField } from "./text-field.ts";

export const CertificateField = (props: PlaceProps) => (
  <KeyText
    label={say("Certificate of the server")}
    description={say("Only where the server made its own: paste the text that begins with BEGIN CERTIFICATE")}
    {...textField(props, "caCertificate")}
  />
);
