import { Alert, Code, Spoiler, Stack, Text } from "@mantine/core";
import type { RunDetail } from "#contract/runs";
import { say } from "#contract/words/say";
import { useMe } from "../../api/session.ts";
import { LinkButton } from "../../components/link-button.tsx";
import { statusLooks } from "../../components/status-badge.tsx";
import { runWords } from "../../components/status-words.ts";
import { fixOf } from "./fix-of.ts";

/** Cause, effect and next step of a run that did not go well; the agent's and restic's own words are folded below. */
export function RunHint({ run }: { run: RunDetail }) {
  const { hint, failure, status } = run;
  const isAdmin = useMe().data?.role === "admin";
  const fix = isAdmin ? fixOf(run) : undefined;
  if (hint === null && failure === null) return null;
  const { color, icon: Shape } = statusLooks[runWords[status]];
  return (
    <Alert color={color} icon={<Shape aria-hidden />} title={hint?.cause ?? failure?.message} role="alert">
      <Stack gap={6}>
        {hint !== null && (
          <>
            <Text size="sm">{hint.effect}</Text>
            <Text size="sm" fw={600}>
              {hint.action}
            </Text>
            {fix !== undefined && (
              <LinkButton to={fix.to} color={color} style={{ alignSelf: "flex-start" }}>
                {fix.label}
              </LinkButton>
            )}
          </>
        )}
        {failure !== null && (failure.detail !== undefined || hint !== null) && (
          <Spoiler
            maxHeight={0}
            showLabel={say("Show the details")}
            hideLabel={say("Hide the details")}
            styles={{ control: { color: "inherit", fontSize: "var(--mantine-font-size-sm)" } }}
          >
            <Code block style={{ whiteSpace: "pre-wrap", overflowWrap: "anywhere" }}>
              {[failure.message, failure.detail].filter(Boolean).join("\n")}
            </Code>
          </Spoiler>
        )}
      </Stack>
    </Alert>
  );
}
