import { Switch } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { DesktopBridge } from "#contract/desktop";
import { say } from "#contract/words/say";
import { desktopBridge } from "../../components/desktop.ts";
import { Section } from "../../components/section.tsx";
import { showMessage } from "../../components/show-problem.ts";

const queryKey = ["starts-at-login"];

/** Only the desktop app can; in a browser nothing is shown. */
export function StartAtLogin() {
  const desktop = desktopBridge();
  return desktop === undefined ? null : <Choice desktop={desktop} />;
}

function Choice({ desktop }: { desktop: DesktopBridge }) {
  const client = useQueryClient();
  const starts = useQuery({ queryKey, queryFn: () => desktop.startsAtLogin() });
  const change = useMutation({
    mutationFn: (on: boolean) => desktop.setStartsAtLogin(on),
    onSuccess: (on) => client.setQueryData(queryKey, on),
    onError: () =>
      showMessage(
        say("Nothing was changed"),
        say("The system refused it. Look for Holdfast in its own settings."),
      ),
  });
  return (
    <Section title={say("When you sign in")}>
      <Switch
        label={say("Start Holdfast in the tray")}
        description={say("Without it, and without the system service, backups wait until you open Holdfast")}
        checked={starts.data ?? false}
        disabled={starts.data === undefined || change.isPending}
        onChange={(event) => change.mutate(event.currentTarget.checked)}
      />
    </Section>
  );
}
