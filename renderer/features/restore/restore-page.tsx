import { Stack } from "@mantine/core";
import { IconRestore } from "@tabler/icons-react";
import { useState } from "react";
import { useSearchParams } from "react-router";
import type { Id } from "#contract/values";
import { say } from "#contract/words/say";
import { useRepositories } from "../../api/repositories.ts";
import { Empty } from "../../components/empty.tsx";
import { LinkButton } from "../../components/link-button.tsx";
import { Page } from "../../components/page.tsx";
import { QueryView } from "../../components/query-view.tsx";
import { ChooseSnapshot } from "./choose-snapshot.tsx";
import { type Asked, FileVersions } from "./file-versions.tsx";
import { FindFiles } from "./find-files.tsx";
import { RestoreFiles } from "./restore-files.tsx";
import { parentOf } from "./selection.ts";
import { type Opened, useOpenSnapshot } from "./use-open-snapshot.ts";

/**
 * Repository, snapshot and folder live in the address, so that a run or a search can link to its files. A place is there
 * beside the repository in it that holds the snapshot.
 */
export function RestorePage() {
  const [search, setSearch] = useSearchParams();
  const repositories = useRepositories();
  const [asked, setAsked] = useState<Asked | null>(null);
  const repositoryId = search.get("repository") ?? only(repositories.data?.items);
  const lookedIn = search.get("place") ?? repositoryId;
  const { opened, hostname, start, newer } = useOpenSnapshot(
    lookedIn,
    openedBy(repositoryId, search.get("snapshot")),
  );
  const path = search.get("path") ?? start;

  const go = (to: { repository: Id; place?: Id; snapshot?: string; path?: string }) => {
    setAsked(null);
    setSearch(to, { replace: true });
  };
  const open = ({ repositoryId: repository, snapshotId: snapshot }: Opened, at?: string) =>
    go({
      repository,
      ...(lookedIn !== null && lookedIn !== repository && { place: lookedIn }),
      snapshot,
      ...(at !== undefined && { path: at }),
    });
  return (
    <Page
      title={say("Restore|verb")}
      description={say(
        "Choose a day, tick what you want back, and say where to. Nothing is overwritten unless you say so.",
      )}
    >
      <QueryView query={repositories} problem={say("The repositories could not be read")}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty
              icon={IconRestore}
              title={say("Nothing to restore yet")}
              description={say(
                "After the first backup its files can be browsed here. Backups that restic made before are found too: add their repository.",
              )}
            >
              <LinkButton to="/welcome">{say("Protect this computer")}</LinkButton>
              <LinkButton to="/repositories/new" variant="default">
                {say("Add a repository")}
              </LinkButton>
            </Empty>
          ) : (
            <Stack>
              <ChooseSnapshot
                repositories={items}
                lookedIn={lookedIn}
                opened={opened}
                newer={newer}
                onLookIn={(repository) => go({ repository })}
                onOpen={(chosen) =>
                  open(chosen, chosen.repositoryId === opened?.repositoryId ? path : undefined)
                }
              />
              {opened !== null && (
                <FindFiles
                  key={opened.repositoryId}
                  repositoryId={opened.repositoryId}
                  {...(opened.repositoryId !== lookedIn && { machine: hostname })}
                  onOpen={({ path, type, snapshotId }) =>
                    open({ ...opened, snapshotId }, type === "dir" ? path : parentOf(path))
                  }
                  onVersions={(path, host) => setAsked({ path, host })}
                />
              )}
              {opened !== null && (
                <RestoreFiles
                  key={`${opened.repositoryId} ${opened.snapshotId}`}
                  {...opened}
                  path={path}
                  onPath={(path) => open(opened, path)}
                  onVersions={setAsked}
                />
              )}
              {opened !== null && (
                <FileVersions
                  repositoryId={opened.repositoryId}
                  asked={asked}
                  onClose={() => setAsked(null)}
                  onOpen={(snapshotId, path) => open({ ...opened, snapshotId }, parentOf(path))}
                />
              )}
            </Stack>
          )
        }
      </QueryView>
    </Page>
  );
}

const openedBy = (repositoryId: Id | null, snapshotId: string | null): Opened | null =>
  repositoryId === null || snapshotId === null ? null : { repositoryId, snapshotId };

const only = (items: readonly { id: string }[] | undefined) =>
  items?.length === 1 ? (items[0]?.id ?? null) : null;
