import { Group, Stack, Text, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { notifications } from "@mantine/notifications";
import { changeSettings, type Settings } from "#contract/settings";
import { say } from "#contract/words/say";
import { useChangeSettings, useSettings } from "../../api/install.ts";
import { Amount } from "../../components/amount.tsx";
import { formErrors, serverErrors } from "../../components/form-errors.ts";
import { ProblemAlert } from "../../components/problem-alert.tsx";
import { QueryView } from "../../components/query-view.tsx";
import { SaveButton } from "../../components/save-button.tsx";
import { Section } from "../../components/section.tsx";
import { UnsavedGuard } from "../../components/unsaved-guard.tsx";
import { draftOf, fieldOf, formOf } from "./history-form.ts";

/** What this install is called, and how long it remembers. */
export function HistorySection() {
  const settings = useSettings();
  return (
    <QueryView query={settings} problem={say("The settings could not be read")}>
      {(data) => <SettingsForm key={data.revision} settings={data} />}
    </QueryView>
  );
}

function SettingsForm({ settings }: { settings: Settings }) {
  const save = useChangeSettings();
  const form = useForm({
    initialValues: formOf(settings),
    validate: (values) => formErrors(changeSettings.body, draftOf(values), fieldOf),
  });
  return (
    <Section title={say("Name and history")}>
      <UnsavedGuard isDirty={() => form.isDirty()} />
      <form
        noValidate
        onSubmit={form.onSubmit((values) =>
          save.mutate(
            { draft: draftOf(values), revision: settings.revision },
            {
              onSuccess: () => notifications.show({ message: say("The settings are saved."), color: "teal" }),
              onError: (error) => form.setErrors(serverErrors(error, fieldOf)),
            },
          ),
        )}
      >
        <Stack gap="md">
          {save.error !== null && (
            <ProblemAlert title={say("The settings are not saved")} error={save.error} showFields />
          )}
          <TextInput
            label={say("Name of this install")}
            description={say("As other machines and messages call it")}
            {...form.getInputProps("displayName")}
          />
          <Group align="flex-start" gap="sm" grow preventGrowOverflow={false}>
            <Amount label={say("Keep runs")} unit={say("days")} {...form.getInputProps("keepRunsDays")} />
            <Amount label={say("Keep logs")} unit={say("days")} {...form.getInputProps("keepLogsDays")} />
          </Group>
          <Group align="flex-start" gap="sm" grow preventGrowOverflow={false}>
            <Amount
              label={say("Logs of one machine at most")}
              unit="MiB"
              {...form.getInputProps("perAgentMebibytes")}
            />
            <Amount label={say("All logs at most")} unit="MiB" {...form.getInputProps("allMebibytes")} />
          </Group>
          <Text size="sm" c="dimmed">
            {say(
              "The last good backup of each policy and its log stay whatever these say. Snapshots in repositories are not touched: what is kept there is said by each policy.",
            )}
          </Text>
          <Group justify="flex-end">
            <SaveButton isSaving={save.isPending} isDirty={form.isDirty()} />
          </Group>
        </Stack>
      </form>
    </Section>
  );
}
