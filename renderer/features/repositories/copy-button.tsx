import { Button, Group, Modal, Select, Stack, Text, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useDisclosure } from "@mantine/hooks";
import { IconCopy } from "@tabler/icons-react";
import type { MaintenanceInput } from "#contract/maintenance";
import type { Repository } from "#contract/repositories";
import { say } from "#contract/words/say";
import { useReplaceRepository, useRepositories } from "../../api/repositories.ts";
import { placeDraft, placeOf } from "../../components/place/place-form.ts";
import { ProblemAlert } from "../../components/problem-alert.tsx";
import { type CopyForm, canBeCopied, copyFormOf, copyPlanOf } from "./copy-form.ts";

const howOften = () => [
  { value: "daily", label: say("Every day") },
  { value: "weekly", label: say("Every Sunday") },
  { value: "every-6h", label: say("Every six hours") },
];

/** The second place of a repository: what three copies, two media and one elsewhere ask for. */
export function CopyButton({ repository }: { repository: Repository }) {
  const [isOpen, { open, close }] = useDisclosure(false);
  if (!canBeCopied(repository)) return null;
  const { copy } = repository.maintenance;
  return (
    <>
      <Button variant="default" leftSection={<IconCopy size={16} />} onClick={open}>
        {copy === null ? say("Copy to a second place") : say("Change the copy")}
      </Button>
      <Modal
        opened={isOpen}
        onClose={close}
        title={say("Copies of “{name}”", { name: repository.name })}
        centered
      >
        <CopyPlan repository={repository} onDone={close} />
      </Modal>
    </>
  );
}

function CopyPlan({ repository, onDone }: { repository: Repository; onDone: () => void }) {
  const { copy } = repository.maintenance;
  const replace = useReplaceRepository(repository.id);
  const others = (useRepositories().data?.items ?? []).filter(
    (one) => one.id !== repository.id && canBeCopied(one),
  );
  const form = useForm<CopyForm>({
    initialValues: copyFormOf(repository),
    validate: { toRepositoryId: (id) => (id === "" ? say("Choose where the copies go") : null) },
  });
  const { often } = form.values;
  const save = (plan: MaintenanceInput["copy"]) =>
    replace.mutate(
      { name: repository.name, ...placeDraft(placeOf(repository)), maintenance: { copy: plan } },
      { onSuccess: onDone },
    );
  if (others.length === 0 && copy === null)
    return (
      <Text size="sm">
        {say(
          "There is no other repository to copy to. Add one first, best on another disk or in another house.",
        )}
      </Text>
    );
  return (
    <form noValidate onSubmit={form.onSubmit((values) => save(copyPlanOf(values, copy)))}>
      <Stack>
        <Text size="sm">
          {say(
            "Every snapshot that is missing there is copied, and none is removed. Each place keeps its own password.",
          )}
        </Text>
        {replace.error !== null && (
          <ProblemAlert title={say("The copy is not planned")} error={replace.error} showFields />
        )}
        <Select
          label={say("To")}
          placeholder={say("Choose a repository")}
          data={others.map(({ id, name }) => ({ value: id, label: name }))}
          allowDeselect={false}
          required
          {...form.getInputProps("toRepositoryId")}
        />
        <Group align="flex-end" gap="sm">
          <Select
            label={say("How often")}
            data={
              often === "as-it-is"
                ? [...howOften(), { value: often, label: say("As it is planned") }]
                : howOften()
            }
            allowDeselect={false}
            style={{ flex: 1 }}
            {...form.getInputProps("often")}
          />
          {(often === "daily" || often === "weekly") && (
            <TextInput type="time" label={say("At")} required {...form.getInputProps("time")} />
          )}
        </Group>
        <Group justify="flex-end" gap="xs">
          {copy !== null && (
            <Button variant="default" loading={replace.isPending} onClick={() => save(null)}>
              {say("Copy no more")}
            </Button>
          )}
          <Button type="submit" loading={replace.isPending}>
            {say("Save")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
