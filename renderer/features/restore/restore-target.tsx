import { Alert, Button, Group, Radio, Select, Stack, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import type { Id } from "#contract/values";
import { useAgents } from "../../api/agents.ts";
import { useMe } from "../../api/session.ts";
import { useCreateRestore } from "../../api/snapshots.ts";
import { serverErrors } from "../../components/form-errors.ts";
import { ProblemAlert } from "../../components/problem-alert.tsx";
import { Section } from "../../components/section.tsx";
import { useGoOn } from "../../components/use-go-on.ts";
import { plural } from "../../format/plural.ts";
import { type Overwrite, type RestoreForm, restoreDraft, restoreErrors } from "./restore-form.ts";

const modes: { value: Overwrite; label: string }[] = [
  { value: "never", label: "Keep what is there" },
  { value: "if-newer", label: "Replace it where the snapshot is newer" },
  { value: "if-changed", label: "Replace it where it differs" },
  { value: "always", label: "Replace it always" },
];

type Props = { repositoryId: Id; snapshotId: string; paths: readonly string[] };

export function RestoreTarget(source: Props) {
  const me = useMe().data;
  const agents = useAgents({ status: "active" }).data?.items ?? [];
  const restore = useCreateRestore();
  const goOn = useGoOn();
  const form = useForm<RestoreForm>({
    initialValues: {
      where: "new-folder",
      target: "",
      overwrite: "never",
      agentId: me?.localAgentId ?? "",
    },
    validate: (values) => restoreErrors(values, source),
  });
  const { where, overwrite } = form.values;
  const what = source.paths.length === 0 ? "the whole snapshot" : plural(source.paths.length, "item");

  if (me?.role !== "admin") {
    return <Alert color="gray">Only an administrator can restore. Ask one, or sign in as one.</Alert>;
  }
  return (
    <form
      noValidate
      onSubmit={form.onSubmit((values) =>
        restore.mutate(restoreDraft(values, source), {
          onSuccess: ({ id }) => goOn(`/tasks/${id}`),
          onError: (error) => form.setErrors(serverErrors(error)),
        }),
      )}
    >
      <Section title="Where to">
        <Stack gap="sm">
          {restore.error !== null && (
            <ProblemAlert title="The restore was not started" error={restore.error} showFields />
          )}
          {(agents.length > 1 || me.localAgentId === null) && (
            <Select
              label="Machine"
              data={agents.map(({ id, hostname }) => ({ value: id, label: hostname }))}
              allowDeselect={false}
              {...form.getInputProps("agentId")}
            />
          )}
          <Radio.Group aria-label="Where to" {...form.getInputProps("where")}>
            <Stack gap="xs">
              <Radio
                value="new-folder"
                label="Into a new folder"
                description="Below the home folder, named after the snapshot and the date. Nothing that exists is touched."
              />
              <Radio value="folder" label="Into a folder that I choose" />
              <Radio value="in-place" label="Back to where the files came from" />
            </Stack>
          </Radio.Group>
          {where === "folder" && (
            <TextInput
              label="Target folder"
              required
              placeholder="/home/anna/Restored"
              spellCheck={false}
              {...form.getInputProps("target")}
            />
          )}
          {where !== "new-folder" && (
            <Select
              label="Where a file exists already"
              data={modes}
              allowDeselect={false}
              {...form.getInputProps("overwrite")}
            />
          )}
          {where !== "new-folder" && overwrite !== "never" && (
            <Alert color="orange">
              Files that exist are replaced by what they were in the snapshot. What was written to them since
              is lost.
            </Alert>
          )}
          <Group justify="flex-end">
            <Button type="submit" loading={restore.isPending}>
              Restore {what}
            </Button>
          </Group>
        </Stack>
      </Section>
    </form>
  );
}
