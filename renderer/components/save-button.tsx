import { Button, type ButtonProps } from "@mantine/core";
import { say } from "#contract/words/say";

type Props = ButtonProps & { isSaving: boolean; isDirty: boolean };

/** Of a form: there is something to save only once something is changed. */
export const SaveButton = ({ isSaving, isDirty, ...button }: Props) => (
  <Button type="submit" loading={isSaving} disabled={!isDirty} {...button}>
    {say("Save")}
  </Button>
);
