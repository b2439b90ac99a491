import { Textarea, type TextareaProps } from "@mantine/core";

/** For a key or a certificate: a text of some lines that is pasted, not written. */
export const KeyText = (props: TextareaProps) => (
  <Textarea autosize minRows={2} maxRows={6} spellCheck={false} autoComplete="off" {...props} />
);
