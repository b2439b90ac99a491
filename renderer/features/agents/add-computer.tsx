import {
  Button,
  Divider,
  Group,
  Modal,
  NumberInput,
  Select,
  Stack,
  Switch,
  TagsInput,
  TextInput,
} from "@mantine/core";
import { useForm } from "@mantine/form";
import { createEnrolment } from "#contract/enrolments";
import { say } from "#contract/words/say";
import { type EnrolmentDraft, useCreateEnrolment } from "../../api/enrolments.ts";
import { useMe } from "../../api/session.ts";
import { formErrors } from "../../components/form-errors.ts";
import { ProblemAlert } from "../../components/problem-alert.tsx";
import { JoinCode } from "./join-code.tsx";
import { LetBeFound } from "./let-be-found.tsx";
import { OpenCodes } from "./open-codes.tsx";

const lifetimes = () => [
  { value: "900", label: say("15 minutes") },
  { value: "3600", label: say("1 hour") },
  { value: "86400", label: say("1 day") },
  { value: "604800", label: say("1 week") },
];

type JoinForm = { label: string; uses: number; lifetime: string; isManual: boolean; labels: string[] };

const draftOf = (form: JoinForm): EnrolmentDraft => ({
  label: form.label,
  uses: form.uses,
  expiresInSeconds: Number(form.lifetime),
  labels: form.labels,
  approval: form.isManual ? "manual" : "automatic",
});

export function AddComputer({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const create = useCreateEnrolment();
  const isReachable = useMe().data?.orchestratorMode === true;
  const form = useForm<JoinForm>({
    initialValues: { label: "", uses: 1, lifetime: "900", isManual: false, labels: [] },
    validate: (values) => formErrors(createEnrolment.body, draftOf(values)),
  });
  const close = () => {
    onClose();
    create.reset();
  };
  return (
    <Modal opened={isOpen} onClose={close} title={say("Add a computer")} size="lg">
      {create.data !== undefined ? (
        <JoinCode
          enrolment={create.data}
          isReachable={isReachable}
          onDone={close}
          onAnother={() => create.reset()}
        />
      ) : (
        <form noValidate onSubmit={form.onSubmit((values) => create.mutate(draftOf(values)))}>
          <Stack>
            {isReachable && (
              <>
                <LetBeFound labels={form.values.labels} />
                <Divider label={say("or with a join code")} />
              </>
            )}
            {create.error !== null && (
              <ProblemAlert title={say("No join code was made")} error={create.error} showFields />
            )}
            <TextInput
              label={say("What it is for")}
              placeholder={say("Laptops of the office")}
              {...form.getInputProps("label")}
            />
            <Group grow align="flex-start">
              <Select
                label={say("Works for")}
                data={lifetimes()}
                allowDeselect={false}
                {...form.getInputProps("lifetime")}
              />
              <NumberInput
                label={say("Computers")}
                min={1}
                max={10_000}
                allowDecimal={false}
                {...form.getInputProps("uses")}
              />
            </Group>
            <TagsInput
              label={say("Labels for these computers")}
              description={say("A policy that is assigned to a label protects them as soon as they join")}
              placeholder="office"
              {...form.getInputProps("labels")}
              error={Object.entries(form.errors).find(([field]) => field.startsWith("labels"))?.[1]}
            />
            <Switch
              label={say("Ask me before each computer is let in")}
              {...form.getInputProps("isManual", { type: "checkbox" })}
            />
            <Group justify="flex-end">
              <Button type="submit" loading={create.isPending} data-autofocus>
                {say("Make a join code")}
              </Button>
            </Group>
            <OpenCodes />
          </Stack>
        </form>
      )}
    </Modal>
  );
}
