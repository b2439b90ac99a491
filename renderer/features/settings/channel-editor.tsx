import { Button, Group, Select, Stack, Switch, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { type NoticeChannel, noticeChannelKind } from "#contract/notices";
import { useSaveChannel } from "../../api/notices.ts";
import { usePolicies } from "../../api/policies.ts";
import { serverErrors } from "../../components/form-errors.ts";
import { ProblemAlert } from "../../components/problem-alert.tsx";
import { ChannelFields } from "./channel-fields.tsx";
import { channelDraft, channelErrors, channelForm, fieldOf } from "./channel-form.ts";
import { channelKinds } from "./channel-kinds.ts";

type Props = { known?: NoticeChannel | undefined; onDone: () => void };

const kinds = noticeChannelKind.options.map((kind) => ({ value: kind, label: channelKinds[kind].label }));

export function ChannelEditor({ known, onDone }: Props) {
  const save = useSaveChannel(known?.id);
  const policies = usePolicies();
  const form = useForm({
    initialValues: channelForm(known),
    validate: (values) => channelErrors(values, known),
  });
  const { kind } = form.values;
  return (
    <form
      noValidate
      onSubmit={form.onSubmit((values) =>
        save.mutate(channelDraft(values), {
          onSuccess: onDone,
          onError: (error) => form.setErrors(serverErrors(error, fieldOf)),
        }),
      )}
    >
      <Stack>
        {save.error !== null && <ProblemAlert title="The channel was not saved" error={save.error} />}
        <Group align="flex-start" gap="sm">
          <Select
            label="Kind"
            data={kinds}
            allowDeselect={false}
            disabled={known !== undefined}
            style={{ flex: "1 1 210px" }}
            {...form.getInputProps("kind")}
          />
          <TextInput
            label="Name"
            placeholder="Mail to Anna"
            required
            style={{ flex: "1 1 210px" }}
            {...form.getInputProps("name")}
          />
        </Group>
        <ChannelFields
          value={form.values}
          onChange={(change) => form.setValues(change)}
          errors={form.errors}
          stored={known?.secrets ?? []}
        />
        <Select
          label="Tells of"
          data={[
            { value: "", label: "Everything" },
            ...(policies.data?.items ?? []).map(({ id, name }) => ({ value: id, label: `Only “${name}”` })),
          ]}
          allowDeselect={false}
          {...form.getInputProps("policyId")}
        />
        {kind !== "ping" && form.values.policyId === "" && (
          <Switch
            label="Report of the morning"
            description="At 08:00 when something is wrong, and “all is well” once a week"
            {...form.getInputProps("digest", { type: "checkbox" })}
          />
        )}
        <Switch label="Switched on" {...form.getInputProps("enabled", { type: "checkbox" })} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onDone}>
            Cancel
          </Button>
          <Button type="submit" loading={save.isPending}>
            {known === undefined ? "Add the channel" : "Save"}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
