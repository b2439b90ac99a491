import { Group, NumberInput, Stack, TagsInput, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { type Lan, setLan } from "#contract/lan";
import { say } from "#contract/words/say";
import { type LanDraft, useSetLan } from "../../api/install.ts";
import { formErrors, serverErrors } from "../../components/form-errors.ts";
import { ProblemAlert } from "../../components/problem-alert.tsx";
import { SaveButton } from "../../components/save-button.tsx";
import { Section } from "../../components/section.tsx";

type ListenerValues = { host: string; port: number | string; addresses: string[] };

/** Addresses that were not touched stay what this machine finds out about itself. */
function draftOf({ host, port, addresses }: ListenerValues, known: Lan): LanDraft {
  const isSame = addresses.join(" ") === known.addresses.slice(0, 4).join(" ");
  return {
    enabled: known.enabled,
    host,
    port: Number(port),
    ...(isSame ? {} : { addresses }),
  };
}

const fieldOf = (path: string) => path.replace(/^addresses.*/, "addresses");

export function ListenerForm({ lan }: { lan: Lan }) {
  const save = useSetLan();
  const form = useForm<ListenerValues>({
    initialValues: { host: lan.host, port: lan.port, addresses: lan.addresses.slice(0, 4) },
    validate: (values) => formErrors(setLan.body, draftOf(values, lan), fieldOf),
  });
  return (
    <Section title={say("Where it listens")}>
      <form
        noValidate
        onSubmit={form.onSubmit((values) =>
          save.mutate(draftOf(values, lan), {
            onError: (error) => form.setErrors(serverErrors(error, fieldOf)),
          }),
        )}
      >
        <Stack gap="sm">
          {save.error !== null && (
            <ProblemAlert title={say("Nothing was changed")} error={save.error} showFields />
          )}
          <Group align="flex-start" gap="sm">
            <TextInput
              label={say("Address")}
              description={say("0.0.0.0: on every network of this computer")}
              style={{ flex: "2 1 200px" }}
              {...form.getInputProps("host")}
            />
            <NumberInput
              label={say("Port")}
              description={say("Open it in the firewall")}
              min={0}
              max={65_535}
              allowDecimal={false}
              style={{ flex: "1 1 120px" }}
              {...form.getInputProps("port")}
            />
          </Group>
          <TagsInput
            label={say("How other machines find this one")}
            description={say(
              "Like https://192.168.1.5:8485, at most four. None: what this computer finds out about itself",
            )}
            {...form.getInputProps("addresses")}
          />
          <Group justify="flex-end">
            <SaveButton variant="default" isSaving={save.isPending} isDirty={form.isDirty()} />
          </Group>
        </Stack>
      </form>
    </Section>
  );
}
