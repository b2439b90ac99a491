import { Button, Group, Select, Stack, Switch, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { type NoticeChannel, noticeChannelKind } from "#contract/notices";
import { say } from "#contract/words/say";
import { useSaveChannel } from "../../api/notices.ts";
import { usePolicies } from "../../api/policies.ts";
import { serverErrors } from "../../components/form-errors.ts";
import { ProblemAlert } from "../../components/problem-alert.tsx";
import { ChannelFields } from "./channel-fields.tsx";
import { channelDraft, channelErrors, channelForm, fieldOf } from "./channel-form.ts";
import { channelKinds } from "./channel-kinds.ts";

type Props = { known?: NoticeChannel | undefined; onDone: () => void };

const kinds = () =>
  noticeChannelKind.options.map((kind) => ({ value: kind, label: channelKinds()[kind].label }));

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
        {save.error !== null && <ProblemAlert title={say("The channel was not saved")} error={save.error} />}
        <Group align="flex-start" gap="sm">
          <Select
            label={say("Kind")}
            data={kinds()}
            allowDeselect={false}
            disabled={known !== undefined}
            style={{ flex: "1 1 210px" }}
            {...form.getInputProps("kind")}
          />
          <TextInput
            label={say("Name")}
            placeholder={say("Mail to Anna")}
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
          label={say("Tells of")}
          data={[
            { value: "", label: say("Everything") },
            ...(policies.data?.items ?? []).map(({ id, name }) => ({
              value: id,
              label: say("Only “{name}”", { name }),
            })),
          ]}
          allowDeselect={false}
          {...form.getInputProps("policyId")}
        />
        {kind !== "ping" && form.values.policyId === "" && (
          <Switch
            label={say("Report of the morning")}
            description={say("At 08:00 when something is wrong, and “all is well” once a week")}
            {...form.getInputProps("digest", { type: "checkbox" })}
          />
        )}
        <Switch label={say("Switched on")} {...form.getInputProps("enabled", { type: "checkbox" })} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onDone}>
            {say("Cancel")}
          </Button>
          <Button type="submit" loading={save.isPending}>
            {known === undefined ? say("Add the channel") : say("Save")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
