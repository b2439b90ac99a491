import { Stack, TextInput } from "@mantine/core";
import type { UseFormReturnType } from "@mantine/form";
import { say } from "#contract/words/say";
import { PlaceFields } from "../../components/place/place-fields.tsx";
import type { RepositoryForm } from "./repository-form.ts";

type Props = { form: UseFormReturnType<RepositoryForm>; hasCredentials?: boolean };

export function RepositoryFields({ form, hasCredentials = false }: Props) {
  return (
    <Stack gap="sm">
      <TextInput
        label={say("Name")}
        required
        placeholder={say("NAS in the cellar")}
        {...form.getInputProps("name")}
      />
      <PlaceFields
        value={form.values.place}
        onChange={(change) => {
          form.setFieldValue("place", { ...form.values.place, ...change });
          form.clearErrors();
        }}
        errors={form.errors}
        hasCredentials={hasCredentials}
      />
    </Stack>
  );
}
