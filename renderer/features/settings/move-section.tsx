import { Alert, Button, Group, Stack, Text, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import type * as z from "zod";
import type { beginMove, Moved } from "#contract/move";
import { say } from "#contract/words/say";
import { movedStatePath, useBeginMove, useMove, useTakeMoveBack } from "../../api/move.ts";
import { ConfirmButton } from "../../components/confirm-button.tsx";
import { CopyText } from "../../components/copy-text.tsx";
import { Disclosure } from "../../components/disclosure.tsx";
import { serverErrors } from "../../components/form-errors.ts";
import { ProblemAlert } from "../../components/problem-alert.tsx";
import { QueryView } from "../../components/query-view.tsx";
import { saveFile } from "../../components/save-file.ts";
import { Section } from "../../components/section.tsx";

type Made = z.output<(typeof beginMove)["reply"]>;

/** Handing this orchestrator over to another computer. */
export function MoveSection() {
  const move = useMove();
  const begin = useBeginMove();
  return (
    <QueryView query={move} problem={say("Whether this Holdfast has moved could not be read")}>
      {(data) =>
        data.since === null ? (
          <Begin begin={begin} />
        ) : (
          <HandedOver moved={data} made={begin.data} onTakenBack={begin.reset} />
        )
      }
    </QueryView>
  );
}

function Begin({ begin }: { begin: ReturnType<typeof useBeginMove> }) {
  const form = useForm({ initialValues: { address: "" } });
  return (
    <Disclosure label={say("Move to another computer")}>
      <form
        noValidate
        onSubmit={form.onSubmit(({ address }) =>
          begin.mutate(address.trim(), {
            onError: (error) => form.setErrors({ address: serverErrors(error)["addresses.0"] }),
          }),
        )}
      >
        <Stack gap="sm">
          <Text size="sm">
            {say(
              "All that this Holdfast knows goes into two files that make the new computer this one. From then on nothing is begun or changed here; the machines are sent to the new address and need not join again.",
            )}
          </Text>
          {begin.error !== null && <ProblemAlert title={say("The move was not begun")} error={begin.error} />}
          <TextInput
            label={say("Address of the new computer")}
            placeholder="https://192.168.1.9:8485"
            required
            spellCheck={false}
            {...form.getInputProps("address")}
          />
          <Group justify="flex-end">
            <Button type="submit" variant="default" loading={begin.isPending}>
              {say("Hand over")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Disclosure>
  );
}

type Handed = { moved: Moved; made: Made | undefined; onTakenBack: () => void };

function HandedOver({ moved, made, onTakenBack }: Handed) {
  const back = useTakeMoveBack();
  return (
    <Section title={say("Moved to {list}", { list: moved.addresses.join(", ") })}>
      <Stack gap="sm">
        <Alert color="orange">
          {say(
            "Nothing is begun or changed here any more. Leave this computer on until every machine has come to the new one: it sends them there.",
          )}
        </Alert>
        {made === undefined ? (
          <Text size="sm">
            {say("The recovery code of the move was shown once. Without it, go on here and hand over again.")}
          </Text>
        ) : (
          <>
            <Text size="sm">
              {say(
                "Write this recovery code down, save both files, and run on the new computer: holdfast recover {fileName} --state STATE",
                { fileName: made.fileName },
              )}
            </Text>
            <CopyText value={made.recoveryCode} name={say("the recovery code")} isLong />
          </>
        )}
        <Group gap="sm">
          {made !== undefined && (
            <Button onClick={() => saveFile(made.fileName, JSON.stringify(made.file, null, 2))}>
              {say("Save the kit")}
            </Button>
          )}
          <Button component="a" href={movedStatePath} download variant="default">
            {say("Save the state")}
          </Button>
          <ConfirmButton
            label={say("Go on here")}
            question={say("Go on on this computer?")}
            effect={say(
              "Only while the new computer has not begun: two that go on would part, and what machines tell one of them the other never hears.",
            )}
            confirmLabel={say("Go on here")}
            action={{ ...back, mutate: () => back.mutate(undefined, { onSuccess: onTakenBack }) }}
          />
        </Group>
      </Stack>
    </Section>
  );
}
