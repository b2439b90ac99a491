import { Alert, Button, Checkbox, Group, Radio, Select, Stack, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import type { Id } from "#contract/values";
import { say } from "#contract/words/say";
import { useEveryAgent } from "../../api/agents.ts";
import { downloadLink, usePlanRestore } from "../../api/browse.ts";
import { useMe } from "../../api/session.ts";
import { useCreateRestore } from "../../api/snapshots.ts";
import { serverErrors } from "../../components/form-errors.ts";
import { ProblemAlert } from "../../components/problem-alert.tsx";
import { Section } from "../../components/section.tsx";
import { useGoOn } from "../../components/use-go-on.ts";
import { type Overwrite, type RestoreForm, restoreDraft, restoreErrors } from "./restore-form.ts";
import { RestorePlan } from "./restore-plan.tsx";

const modes = (): { value: Overwrite; label: string }[] => [
  { value: "never", label: say("Keep what is there") },
  { value: "if-newer", label: say("Replace it where the snapshot is newer") },
  { value: "if-changed", label: say("Replace it where it differs") },
  { value: "always", label: say("Replace it always") },
];

type Props = { repositoryId: Id; snapshotId: string; paths: readonly string[] };

export function RestoreTarget(source: Props) {
  const me = useMe().data;
  const agents = useEveryAgent({ status: "active" }).data?.items ?? [];
  const restore = useCreateRestore();
  const plan = usePlanRestore();
  const goOn = useGoOn();
  const form = useForm<RestoreForm>({
    initialValues: {
      where: "new-folder",
      target: "",
      overwrite: "never",
      verify: false,
      agentId: me?.localAgentId ?? "",
    },
    validate: (values) => restoreErrors(values, source),
  });
  const { where, overwrite } = form.values;
  const what =
    source.paths.length === 0
      ? say("the whole snapshot")
      : say("{count, plural, one {# item} other {# items}}", { count: source.paths.length });

  const showFields = (error: unknown) => form.setErrors(serverErrors(error));
  const start = (values: RestoreForm) =>
    restore.mutate(restoreDraft(values, source), {
      onSuccess: ({ id }) => goOn(`/tasks/${id}`),
      onError: (error) => {
        plan.reset();
        showFields(error);
      },
    });

  if (me?.role !== "admin") {
    return (
      <Alert color="gray">{say("Only an administrator can restore. Ask one, or sign in as one.")}</Alert>
    );
  }
  return (
    <form
      noValidate
      onSubmit={form.onSubmit((values) => {
        // Where nothing can be in the way there is nothing to ask about.
        if (values.where === "new-folder") start(values);
        else plan.mutate(restoreDraft(values, source), { onError: showFields });
      })}
    >
      <RestorePlan
        plan={plan.data}
        overwritesNewer={overwrite === "if-changed" || overwrite === "always"}
        isStarting={restore.isPending}
        onStart={() => start(form.getValues())}
        onClose={plan.reset}
      />
      <Section title={say("Where to")}>
        <Stack gap="sm">
          {restore.error !== null && (
            <ProblemAlert title={say("The restore was not started")} error={restore.error} showFields />
          )}
          {plan.error !== null && (
            <ProblemAlert title={say("The restore could not be tried out")} error={plan.error} showFields />
          )}
          {(agents.length > 1 || me.localAgentId === null) && (
            <Select
              label={say("Machine")}
              description={
                form.values.agentId !== me.localAgentId && where !== "new-folder"
                  ? say(
                      "Somebody at that machine has to allow this within 15 minutes, unless its own rules do",
                    )
                  : undefined
              }
              data={agents.map(({ id, hostname }) => ({ value: id, label: hostname }))}
              allowDeselect={false}
              searchable={agents.length > 8}
              {...form.getInputProps("agentId")}
            />
          )}
          <Radio.Group aria-label={say("Where to")} {...form.getInputProps("where")}>
            <Stack gap="xs">
              <Radio
                value="new-folder"
                label={say("Into a new folder")}
                description={say(
                  "Below the home folder, named after the snapshot and the date. Nothing that exists is touched.",
                )}
              />
              <Radio value="folder" label={say("Into a folder that I choose")} />
              <Radio value="in-place" label={say("Back to where the files came from")} />
            </Stack>
          </Radio.Group>
          {where === "folder" && (
            <TextInput
              label={say("Target folder")}
              required
              placeholder="/home/anna/Restored"
              spellCheck={false}
              {...form.getInputProps("target")}
            />
          )}
          {where !== "new-folder" && (
            <Select
              label={say("Where a file exists already")}
              data={modes()}
              allowDeselect={false}
              {...form.getInputProps("overwrite")}
            />
          )}
          {where !== "new-folder" && overwrite !== "never" && (
            <Alert color="orange">
              {say(
                "Files that exist are replaced by what they were in the snapshot. What was written to them since is lost.",
              )}
            </Alert>
          )}
          <Checkbox
            label={say("Read every file again afterwards and compare it with the backup")}
            description={say(
              "Takes about as long again, and proves that what came back is what was backed up.",
            )}
            {...form.getInputProps("verify", { type: "checkbox" })}
          />
          <Group justify="flex-end" gap="xs">
            <Button
              variant="default"
              component="a"
              href={downloadLink(source.repositoryId, source.snapshotId, source.paths)}
              download
            >
              {say("Download as zip")}
            </Button>
            <Button type="submit" loading={restore.isPending || plan.isPending}>
              {say("Restore {what}", { what })}
            </Button>
          </Group>
        </Stack>
      </Section>
    </form>
  );
}
