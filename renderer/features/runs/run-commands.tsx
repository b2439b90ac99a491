import { Stack, Text } from "@mantine/core";
import type { RunDetail } from "#contract/runs";
import { say } from "#contract/words/say";
import { useRunCommands } from "../../api/run-log.ts";
import { CopyText } from "../../components/copy-text.tsx";
import { LinesLoading, QueryView } from "../../components/query-view.tsx";
import { Section } from "../../components/section.tsx";
import { exactTime } from "../../format/relative-time.ts";

/** With what restic was started, each time; read out of the log. */
export function RunCommands({ run }: { run: RunDetail }) {
  const commands = useRunCommands(run.id, run.status);
  return (
    <Section title={say("restic commands")}>
      <QueryView
        query={commands}
        problem={say("The commands could not be read")}
        loading={<LinesLoading lines={3} />}
      >
        {(started) => (
          <Stack gap="sm">
            <Text size="sm" c="dimmed">
              {started.length === 0
                ? noneText(run)
                : say(
                    "As they were started on the machine, in this order. *** stands for what is secret; restic reads the password of the repository from its input.",
                  )}
            </Text>
            {started.map(({ seq, at, text }, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the same command may be started twice
              <div key={`${seq} ${index}`}>
                {at !== null && (
                  <Text size="xs" c="dimmed">
                    {exactTime(at)}
                  </Text>
                )}
                <CopyText value={text} name={say("the command")} isLong />
              </div>
            ))}
          </Stack>
        )}
      </QueryView>
    </Section>
  );
}

function noneText({ status, logChunks }: RunDetail): string {
  if (status === "running") return say("Nothing was started yet.");
  return logChunks === 0
    ? say("This run left no log, so nobody knows whether a restic was started.")
    : say("No restic was started, or by a version of Holdfast that did not write it down.");
}
