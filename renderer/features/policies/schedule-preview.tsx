import { Alert, List, Stack, Text } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { previewSchedule } from "#contract/schedule";
import { say, spokenLanguage, spokenLocale } from "#contract/words/say";
import { useSchedulePreview } from "../../api/schedule.ts";
import { ProblemAlert } from "../../components/problem-alert.tsx";
import { type Rhythm, writeRhythm } from "../../components/rhythm.ts";
import { rhythmSentence } from "../../components/schedule-sentence.ts";

const NEXT_RUNS = 5;
const TYPING_MS = 350;

/** What the scheduler itself makes of the schedule: words, next runs, and what is odd about it. */
export function SchedulePreview({ rhythm, timeZone }: { rhythm: Rhythm; timeZone: string }) {
  const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const written = writeRhythm(rhythm);
  const asked = { ...written, timeZone: timeZone || own, count: NEXT_RUNS };
  const [query] = useDebouncedValue(JSON.stringify(asked), TYPING_MS);
  const body = previewSchedule.body.safeParse(JSON.parse(query)).data;
  const preview = useSchedulePreview(body);

  if (written === undefined) {
    return (
      <Text size="sm" c="dimmed">
        {say("Nothing runs by itself. Start it with “Back up now”.")}
      </Text>
    );
  }
  if (preview.error !== null)
    return <ProblemAlert title={say("This schedule does not work")} error={preview.error} showFields />;
  if (preview.data === undefined || body === undefined) return null;
  const { words, nextRuns, warnings } = preview.data;
  const format = new Intl.DateTimeFormat(spokenLocale(), {
    weekday: "short",
    day: "numeric",
    month: "short",
    hour: "2-digit",
    minute: "2-digit",
    timeZone: preview.data.timeZone,
  });
  return (
    <Stack gap={6}>
      <Text size="sm" fw={600} role="status">
        {spokenLanguage() === "en" ? words : rhythmSentence(rhythm)}
      </Text>
      <Text size="sm" c="dimmed">
        {timeZone === ""
          ? say("Next runs, for a machine in {timeZone}:", { timeZone: own })
          : say("Next runs:")}
      </Text>
      <List size="sm" aria-label={say("Next runs")}>
        {nextRuns.map((run) => (
          <List.Item key={run.at}>
            <time dateTime={run.at}>{format.format(Date.parse(run.at))}</time>
          </List.Item>
        ))}
      </List>
      {warnings.map((warning) => (
        <Alert key={warning.code} color="yellow" py="xs">
          {warning.message}
        </Alert>
      ))}
    </Stack>
  );
}
