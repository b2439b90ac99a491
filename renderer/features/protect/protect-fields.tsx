import { Box, Button, Checkbox, Group, PasswordInput, Select, Stack, Text } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useCallback, useState } from "react";
import type { Id } from "#contract/values";
import { say } from "#contract/words/say";
import { useRepositories } from "../../api/repositories.ts";
import { FolderList } from "../../components/folder-list.tsx";
import { serverErrors } from "../../components/form-errors.ts";
import { PlaceFields } from "../../components/place/place-fields.tsx";
import { ProblemAlert } from "../../components/problem-alert.tsx";
import { Section } from "../../components/section.tsx";
import { DiskChoices } from "./disk-choices.tsx";
import { FoundFolders } from "./found-folders.tsx";
import { emptyProtectForm, protectErrors, repositoryField } from "./protect-form.ts";
import { type Protected, useProtect } from "./use-protect.ts";

type Props = { agentId: Id; password: string; onDone: (done: Protected) => void };

export function ProtectFields({ agentId, password, onDone }: Props) {
  const protect = useProtect(agentId);
  const known = (useRepositories().data?.items ?? []).filter(({ parentId }) => parentId === null);
  const form = useForm({ initialValues: emptyProtectForm(password), validate: protectErrors });
  const [isTyping, setIsTyping] = useState(false);
  const { values, errors } = form;

  const submit = form.onSubmit((sent) =>
    protect.mutate(sent, {
      onSuccess: onDone,
      onError: (error) => form.setErrors(serverErrors(error, repositoryField)),
    }),
  );
  const { setFieldValue } = form;
  const setInclude = useCallback((include: string[]) => setFieldValue("include", include), [setFieldValue]);
  const setPlace = (change: Partial<typeof values.place>) => {
    form.setFieldValue("place", { ...values.place, ...change });
    form.clearErrors();
  };
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        {protect.error !== null && (
          <ProblemAlert title={say("This computer is not protected yet")} error={protect.error} showFields />
        )}
        <Section title={say("Folders to protect")}>
          <Box onFocus={() => setIsTyping(true)}>
            <FolderList
              value={values.include}
              onChange={(include) => {
                form.setFieldValue("include", include);
                form.clearErrors();
              }}
              errors={errors}
            />
          </Box>
          <FoundFolders
            agentId={agentId}
            isUntouched={!isTyping && values.include.join("") === "" && !form.isTouched("include")}
            onFound={setInclude}
          />
        </Section>
        <Section title={say("Where the backups go")}>
          <Stack gap="sm">
            {known.length > 0 && (
              <Select
                label={say("Repository")}
                data={[
                  { value: "", label: say("A new place") },
                  ...known.map(({ id, name }) => ({ value: id, label: name })),
                ]}
                allowDeselect={false}
                {...form.getInputProps("repositoryId")}
              />
            )}
            {values.repositoryId === "" && (
              <>
                {values.place.kind === "fs" && (
                  <DiskChoices
                    agentId={agentId}
                    path={values.place.path}
                    onChoose={(path) => setPlace({ path })}
                  />
                )}
                <PlaceFields value={values.place} onChange={setPlace} errors={errors} />
                <Checkbox
                  label={say("There are restic backups in this place already, and I know their password")}
                  {...form.getInputProps("hasPassword", { type: "checkbox" })}
                />
                {values.hasPassword ? (
                  <PasswordInput
                    label={say("Password of the existing repository")}
                    autoComplete="off"
                    required
                    {...form.getInputProps("knownPassword")}
                  />
                ) : (
                  <Text size="sm" c="dimmed">
                    {say(
                      "Holdfast encrypts everything with a password that was just made in this browser. You get it with the recovery kit in the next step.",
                    )}
                  </Text>
                )}
              </>
            )}
          </Stack>
        </Section>
        <Group justify="flex-end">
          <Button type="submit" size="md" loading={protect.isPending}>
            {say("Protect now")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
