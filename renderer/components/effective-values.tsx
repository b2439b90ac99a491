import { Badge, Code, Group, Stack, Text } from "@mantine/core";
import type { EffectivePolicy, EffectiveValue } from "#contract/agents";
import type { OperatingSystem } from "#contract/values";
import { say } from "#contract/words/say";
import { Disclosure } from "./disclosure.tsx";
import { systemNames } from "./system-names.ts";

type Props = { policy: EffectivePolicy; os: OperatingSystem };

/** What a policy means on this one machine, and which part of it says so. */
export function EffectiveValues({ policy, os }: Props) {
  const { sources, timeZone } = policy.effective;
  if (sources === undefined) return null;
  return (
    <Disclosure label={say("What it does on this machine")}>
      <Stack gap="sm">
        <Values
          name={say("Backs up")}
          values={sources.include}
          os={os}
          optional={policy.effective.optionalPaths}
        />
        <Values name={say("Leaves out")} values={sources.exclude} os={os} />
        <Text size="sm">
          {sources.timeZone === "policy"
            ? say("Its times are those of {timeZone}, as the policy says.", { timeZone })
            : say("Its times are those of {timeZone}, where the machine is.", { timeZone })}
        </Text>
      </Stack>
    </Disclosure>
  );
}

type ValuesProps = { name: string; values: EffectiveValue[]; os: OperatingSystem; optional?: string[] };

function Values({ name, values, os, optional = [] }: ValuesProps) {
  if (values.length === 0) return null;
  return (
    <div>
      <Text size="sm" fw={600} mb={4}>
        {name}
      </Text>
      <Stack gap={4} component="ul" m={0} p={0} style={{ listStyle: "none" }}>
        {values.map(({ value, resolved, source }) => (
          <Group component="li" key={`${source} ${value}`} gap="xs">
            <Code style={{ overflowWrap: "anywhere" }}>{resolved ?? value}</Code>
            {resolved !== null && resolved !== value && (
              <Text size="xs" c="dimmed">
                {say("written {value}", { value })}
              </Text>
            )}
            {value.startsWith("{") && resolved === null && (
              <Text size="xs" c="dimmed">
                {say("the machine has not told yet where that is")}
              </Text>
            )}
            {source === "perOs" && (
              <Badge size="sm" variant="default" tt="none">
                {say("only {system}", { system: systemNames[os] })}
              </Badge>
            )}
            {optional.includes(resolved ?? value) && (
              <Badge size="sm" variant="default" tt="none">
                {say("optional")}
              </Badge>
            )}
          </Group>
        ))}
      </Stack>
    </div>
  );
}
