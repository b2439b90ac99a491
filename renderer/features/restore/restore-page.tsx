import { Stack } from "@mantine/core";
import { IconRestore } from "@tabler/icons-react";
import { useSearchParams } from "react-router";
import { useRepositories } from "../../api/repositories.ts";
import { Empty } from "../../components/empty.tsx";
import { LinkButton } from "../../components/link-button.tsx";
import { Page } from "../../components/page.tsx";
import { QueryView } from "../../components/query-view.tsx";
import { ChooseSnapshot } from "./choose-snapshot.tsx";
import { RestoreFiles } from "./restore-files.tsx";

/** Repository, snapshot, files, target: the first two live in the address, so that a run can link to its files. */
export function RestorePage() {
  const [search, setSearch] = useSearchParams();
  const repositories = useRepositories();
  const repositoryId = search.get("repository") ?? only(repositories.data?.items);
  const snapshotId = search.get("snapshot");

  const choose = (repository: string, snapshot: string | null) =>
    setSearch({ repository, ...(snapshot === null ? {} : { snapshot }) }, { replace: true });
  return (
    <Page
      title="Restore"
      description="Choose a snapshot, tick what you want back, and say where to. Nothing is overwritten unless you say so."
    >
      <QueryView query={repositories} problem="The repositories could not be read">
        {({ items }) =>
          items.length === 0 ? (
            <Empty
              icon={IconRestore}
              title="Nothing to restore yet"
              description="After the first backup its files can be browsed here. Backups that restic made before are found too: add their repository."
            >
              <LinkButton to="/welcome">Protect this computer</LinkButton>
              <LinkButton to="/repositories/new" variant="default">
                Add a repository
              </LinkButton>
            </Empty>
          ) : (
            <Stack>
              <ChooseSnapshot
                repositories={items}
                repositoryId={repositoryId}
                snapshotId={snapshotId}
                onChoose={choose}
              />
              {repositoryId !== null && snapshotId !== null && (
                <RestoreFiles
                  key={`${repositoryId} ${snapshotId}`}
                  repositoryId={repositoryId}
                  snapshotId={snapshotId}
                />
              )}
            </Stack>
          )
        }
      </QueryView>
    </Page>
  );
}

const only = (items: readonly { id: string }[] | undefined) =>
  items?.length === 1 ? (items[0]?.id ?? null) : null;
