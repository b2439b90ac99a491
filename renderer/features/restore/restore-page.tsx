import { Stack } from "@mantine/core";
import { IconRestore } from "@tabler/icons-react";
import { useState } from "react";
import { useSearchParams } from "react-router";
import type { Id } from "#contract/values";
import { say } from "#contract/words/say";
import { useRepositories } from "../../api/repositories.ts";
import { useMe } from "../../api/session.ts";
import { useSnapshots } from "../../api/snapshots.ts";
import { Empty } from "../../components/empty.tsx";
import { LinkButton } from "../../components/link-button.tsx";
import { Page } from "../../components/page.tsx";
import { QueryView } from "../../components/query-view.tsx";
import { ChooseSnapshot } from "./choose-snapshot.tsx";
import { type Asked, FileVersions } from "./file-versions.tsx";
import { FindFiles } from "./find-files.tsx";
import { RestoreFiles } from "./restore-files.tsx";
import { commonFolder, parentOf } from "./selection.ts";

/** Repository, snapshot and folder live in the address, so that a run or a search can link to its files. */
export function RestorePage() {
  const [search, setSearch] = useSearchParams();
  const repositories = useRepositories();
  const [asked, setAsked] = useState<Asked | null>(null);
  const repositoryId = search.get("repository") ?? only(repositories.data?.items);
  const { snapshotId, start } = useSnapshotToOpen(repositoryId, search.get("snapshot"));
  const path = search.get("path") ?? start;

  const go = (to: { repository: string; snapshot?: string | null; path?: string | null }) => {
    setAsked(null);
    const known = Object.entries(to).filter((one): one is [string, string] => typeof one[1] === "string");
    setSearch(Object.fromEntries(known), { replace: true });
  };
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
                repositoryId={repositoryId}
                snapshotId={snapshotId}
                onChoose={(repository, snapshot) =>
                  go({ repository, snapshot, path: repository === repositoryId ? path : null })
                }
              />
              {repositoryId !== null && (
                <FindFiles
                  key={repositoryId}
                  repositoryId={repositoryId}
                  onOpen={({ path, type, snapshotId: snapshot }) =>
                    go({ repository: repositoryId, snapshot, path: type === "dir" ? path : parentOf(path) })
                  }
                  onVersions={(path, host) => setAsked({ path, host })}
                />
              )}
              {repositoryId !== null && snapshotId !== null && (
                <RestoreFiles
                  key={`${repositoryId} ${snapshotId}`}
                  repositoryId={repositoryId}
                  snapshotId={snapshotId}
                  path={path}
                  onPath={(path) => go({ repository: repositoryId, snapshot: snapshotId, path })}
                  onVersions={setAsked}
                />
              )}
              {repositoryId !== null && (
                <FileVersions
                  repositoryId={repositoryId}
                  asked={asked}
                  onClose={() => setAsked(null)}
                  onOpen={(snapshot, path) =>
                    go({ repository: repositoryId, snapshot, path: parentOf(path) })
                  }
                />
              )}
            </Stack>
          )
        }
      </QueryView>
    </Page>
  );
}

/** The one that was asked for, or else the newest, of this computer where it has one there; and the folder to begin in. */
function useSnapshotToOpen(repositoryId: Id | null, asked: string | null) {
  const { localAgentId = null } = useMe().data ?? {};
  const known = useSnapshots(repositoryId).data?.pages.flatMap((page) => page.items) ?? [];
  const newest = known.find(({ agentId }) => agentId !== null && agentId === localAgentId) ?? known[0];
  const opened = asked === null ? newest : known.find(({ id }) => id === asked);
  return { snapshotId: asked ?? newest?.id ?? null, start: commonFolder(opened?.paths ?? []) };
}

const only = (items: readonly { id: string }[] | undefined) =>
  items?.length === 1 ? (items[0]?.id ?? null) : null;
