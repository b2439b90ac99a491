import { Text } from "@mantine/core";
import { useEffect } from "react";
import type { Id } from "#contract/values";
import { useTriedFolders } from "../../api/policies.ts";
import { formatBytes } from "../../format/bytes.ts";
import { plural } from "../../format/plural.ts";

const usual = ["{documents}", "{pictures}", "{desktop}"];

type Props = {
  agentId: Id;
  /** Nothing has been typed yet, so what is found may be filled in. */
  isUntouched: boolean;
  onFound: (paths: string[]) => void;
};

/** Looks where most people keep their files, and fills in what is there, with its size. */
export function FoundFolders({ agentId, isUntouched, onFound }: Props) {
  const tried = useTriedFolders(agentId, usual);
  const there = tried.data?.roots.filter((root) => root.state === "there") ?? [];
  const found = there.map((root) => root.path).join("\n");
  useEffect(() => {
    if (isUntouched && found !== "") onFound(found.split("\n"));
  }, [isUntouched, found, onFound]);
  if (tried.isPending) {
    return (
      <Text size="sm" c="dimmed" mt="xs" role="status">
        Looking for Documents, Pictures and Desktop…
      </Text>
    );
  }
  if (there.length === 0) return null;
  return (
    <Text size="sm" c="dimmed" mt="xs">
      Found:{" "}
      {there
        .map(
          (root) =>
            `${root.resolved} (${root.complete ? "" : "more than "}${formatBytes(root.bytes)} in ${plural(root.files, "file")})`,
        )
        .join(", ")}
    </Text>
  );
}
