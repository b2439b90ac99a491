import { Button, Group, TagsInput } from "@mantine/core";
import { useState } from "react";
import type { Agent } from "#contract/agents";
import { label } from "#contract/values";
import { say } from "#contract/words/say";
import { useChangeLabels } from "../../api/agents.ts";
import { ProblemAlert } from "../../components/problem-alert.tsx";
import { Section } from "../../components/section.tsx";

export function AgentLabels({ agent }: { agent: Agent }) {
  const [labels, setLabels] = useState(agent.labels);
  const change = useChangeLabels(agent.id);
  const wrong = labels.find((text) => !label.safeParse(text).success);
  const isChanged = labels.join("\n") !== agent.labels.join("\n");
  return (
    <Section title={say("Labels")}>
      {change.error !== null && <ProblemAlert title={say("The labels are not saved")} error={change.error} />}
      <Group align="flex-start" gap="sm">
        <TagsInput
          aria-label={say("Labels")}
          placeholder="office, laptop"
          description={say("To find and group machines. Press Enter after each.")}
          value={labels}
          onChange={setLabels}
          error={
            wrong === undefined
              ? undefined
              : say("“{wrong}” cannot be a label: letters, digits, space, dot and dash, at most 50.", {
                  wrong,
                })
          }
          inputWrapperOrder={["input", "error", "description"]}
          style={{ flex: "1 1 240px" }}
        />
        <Button
          variant="default"
          disabled={!isChanged || wrong !== undefined}
          loading={change.isPending}
          onClick={() => change.mutate(labels)}
        >
          {say("Save the labels")}
        </Button>
      </Group>
    </Section>
  );
}
