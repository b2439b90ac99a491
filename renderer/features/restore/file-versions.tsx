import { Button, Drawer, Group, Stack, Text } from "@mantine/core";
import type { FileVersion } from "#contract/snapshots";
import type { Id } from "#contract/values";
import { say } from "#contract/words/say";
import { downloadLink, useVersions } from "../../api/browse.ts";
import { useMe } from "../../api/session.ts";
import { LinesLoading, QueryView } from "../../components/query-view.tsx";
import { formatBytes } from "../../format/bytes.ts";
import { exactTime } from "../../format/relative-time.ts";

export type Asked = { path: string; host: string | undefined };
type Props = {
  repositoryId: Id;
  asked: Asked | null;
  onClose: () => void;
  onOpen: (snapshotId: string, path: string) => void;
};

/** The versions of one file, beside the page. */
export function FileVersions({ repositoryId, asked, onClose, onOpen }: Props) {
  return (
    <Drawer
      opened={asked !== null}
      onClose={onClose}
      position="right"
      title={say("Versions")}
      closeButtonProps={{ "aria-label": say("Close") }}
    >
      {asked !== null && <Versions repositoryId={repositoryId} {...asked} onOpen={onOpen} />}
    </Drawer>
  );
}

function Versions({
  repositoryId,
  path,
  host,
  onOpen,
}: Asked & { repositoryId: Id; onOpen: Props["onOpen"] }) {
  const versions = useVersions(repositoryId, path, host);
  const mayDownload = useMe().data?.role === "admin";
  return (
    <Stack gap="sm">
      <Text size="sm" style={{ overflowWrap: "anywhere" }}>
        {path}
      </Text>
      <QueryView
        query={versions}
        problem={say("The versions could not be looked up")}
        loading={<LinesLoading lines={4} />}
      >
        {({ items }) =>
          items.length === 0 ? (
            <Text c="dimmed" size="sm">
              {say("No snapshot that Holdfast can read holds this file any more.")}
            </Text>
          ) : (
            items.map((version) => (
              <Version key={`${version.snapshotId} ${version.modifiedAt}`} version={version}>
                <Button size="compact-sm" variant="default" onClick={() => onOpen(version.snapshotId, path)}>
                  {say("Show it there")}
                </Button>
                {mayDownload && (
                  <Button
                    size="compact-sm"
                    variant="subtle"
                    component="a"
                    href={downloadLink(repositoryId, version.snapshotId, [path])}
                    download
                  >
                    {say("Download")}
                  </Button>
                )}
              </Version>
            ))
          )
        }
      </QueryView>
    </Stack>
  );
}

function Version({ version, children }: { version: FileVersion; children: React.ReactNode }) {
  const { modifiedAt, sizeBytes, snapshotCount, snapshotTime, type } = version;
  return (
    <div>
      <Text size="sm" fw={600}>
        {modifiedAt === null
          ? say("At a time that is not known")
          : say("Written {time}", { time: exactTime(modifiedAt) })}
      </Text>
      <Text size="xs" c="dimmed">
        {type === "file" && sizeBytes !== null && `${formatBytes(sizeBytes)} · `}
        {snapshotTime === null
          ? say("in {count, plural, one {# snapshot} other {# snapshots}}", { count: snapshotCount })
          : say("in {count, plural, one {# snapshot} other {# snapshots}}, last {time}", {
              count: snapshotCount,
              time: exactTime(snapshotTime),
            })}
      </Text>
      <Group gap={4} mt={4}>
        {children}
      </Group>
    </div>
  );
}
