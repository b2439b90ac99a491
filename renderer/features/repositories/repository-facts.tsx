import { DataList, Text } from "@mantine/core";
import type { Repository } from "#contract/repositories";
import { say } from "#contract/words/say";
import { Fact } from "../../components/fact.tsx";
import { kindNames } from "../../components/place/place-fields.tsx";
import { TimeAgo } from "../../components/time-ago.tsx";
import { formatCount } from "../../format/count.ts";

export function RepositoryFacts({ repository }: { repository: Repository }) {
  return (
    <DataList labelWidth={130}>
      <Fact name={say("Address")}>
        <Text span inherit ff="monospace" style={{ overflowWrap: "anywhere" }}>
          {repository.location}
        </Text>
      </Fact>
      <Fact name={say("Kind")}>{kindNames()[repository.kind]}</Fact>
      {repository.stateReason !== null && <Fact name={say("State")}>{repository.stateReason}</Fact>}
      <Fact name={say("Snapshots")}>{formatCount(repository.snapshotCount)}</Fact>
      <Fact name={say("Used by")}>
        {say("{count, plural, one {# policy} other {# policies}}", { count: repository.policyCount })}
      </Fact>
      <Fact name={say("Last good use")}>
        <TimeAgo at={repository.lastSuccessAt} none={say("never")} />
      </Fact>
      {repository.resticId !== null && (
        <Fact name={say("restic's id")}>{repository.resticId.slice(0, 10)}</Fact>
      )}
      {repository.managedBy !== null && (
        <Fact name={say("Managed by")}>
          {say("{name}; it is changed there", { name: repository.managedBy })}
        </Fact>
      )}
    </DataList>
  );
}
