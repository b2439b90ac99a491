import { DataList, Text } from "@mantine/core";
import type { ReactNode } from "react";
import type { Repository } from "#contract/repositories";
import { kindNames } from "../../components/place/place-fields.tsx";
import { TimeAgo } from "../../components/time-ago.tsx";
import { formatCount, plural } from "../../format/plural.ts";

export function RepositoryFacts({ repository }: { repository: Repository }) {
  return (
    <DataList labelWidth={130}>
      <Fact name="Address">
        <Text span inherit ff="monospace" style={{ overflowWrap: "anywhere" }}>
          {repository.location}
        </Text>
      </Fact>
      <Fact name="Kind">{kindNames[repository.kind]}</Fact>
      {repository.stateReason !== null && <Fact name="State">{repository.stateReason}</Fact>}
      <Fact name="Snapshots">{formatCount(repository.snapshotCount)}</Fact>
      <Fact name="Used by">{plural(repository.policyCount, "policy", "policies")}</Fact>
      <Fact name="Last good use">
        <TimeAgo at={repository.lastSuccessAt} none="never" />
      </Fact>
      {repository.resticId !== null && <Fact name="restic's id">{repository.resticId.slice(0, 10)}</Fact>}
      {repository.managedBy !== null && (
        <Fact name="Managed by">{repository.managedBy}; it is changed there</Fact>
      )}
    </DataList>
  );
}

export function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <DataList.Item>
      <DataList.ItemLabel>{name}</DataList.ItemLabel>
      <DataList.ItemValue>{children}</DataList.ItemValue>
    </DataList.Item>
  );
}
