import { Accordion, Stack, Text, Textarea } from "@mantine/core";
import { say } from "#contract/words/say";
import { systemNames } from "../../components/system-names.ts";
import type { SectionProps } from "./form-type.ts";
import { systems } from "./system-form.ts";

const mono = { input: { fontFamily: "var(--mantine-font-family-monospace)" } };

/** What differs on machines of one system. */
export function SystemsSection({ form }: SectionProps) {
  const { values, errors } = form;
  const hasFault = (os: string) => Object.keys(errors).some((field) => field.startsWith(`systems.${os}.`));
  return (
    <Accordion variant="contained" chevronPosition="left">
      {systems.map((os) => (
        <Accordion.Item key={os} value={os}>
          <Accordion.Control>
            {say("Only on {system}", { system: systemNames[os] })}
            <Text size="sm" c={hasFault(os) ? "red" : "dimmed"}>
              {hasFault(os) ? say("Something here is not right") : summaryOf(values.systems[os])}
            </Text>
          </Accordion.Control>
          <Accordion.Panel>
            <Stack gap="sm">
              <Textarea
                label={say("Folders on {system}", { system: systemNames[os] })}
                description={say(
                  "One a line. They take the place of the folders above; blank: the same folders",
                )}
                autosize
                minRows={1}
                maxRows={8}
                spellCheck={false}
                styles={mono}
                {...form.getInputProps(`systems.${os}.include`)}
              />
              <Textarea
                label={say("Optional folders on {system}", { system: systemNames[os] })}
                description={say("Those whose absence is no failure")}
                autosize
                minRows={1}
                maxRows={8}
                spellCheck={false}
                styles={mono}
                {...form.getInputProps(`systems.${os}.optionalPaths`)}
              />
              <Textarea
                label={say("Leave out on {system}, too", { system: systemNames[os] })}
                description={say("Patterns, one a line. They are added to those above")}
                autosize
                minRows={1}
                maxRows={8}
                spellCheck={false}
                styles={mono}
                {...form.getInputProps(`systems.${os}.exclude`)}
              />
            </Stack>
          </Accordion.Panel>
        </Accordion.Item>
      ))}
    </Accordion>
  );
}

function summaryOf({
  include,
  optionalPaths,
  exclude,
}: Record<"include" | "optionalPaths" | "exclude", string>) {
  const parts = [
    include.trim() !== "" && say("other folders"),
    optionalPaths.trim() !== "" && say("optional folders"),
    exclude.trim() !== "" && say("more left out"),
  ].filter((part) => part !== false);
  return parts.length === 0 ? say("Nothing differs") : parts.join(", ");
}
