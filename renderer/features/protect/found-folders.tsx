import { Text } from "@mantine/core";
import { useLayoutEffect } from "react";
import type { TriedRoot } from "#contract/try-policy";
import type { Id } from "#contract/values";
import { say } from "#contract/words/say";
import { useTriedFolders } from "../../api/policies.ts";
import { formatBytes } from "../../format/bytes.ts";

const usual = ["{documents}", "{pictures}", "{desktop}"];

type Props = {
  agentId: Id;
  /** Nobody has begun to type, so what is found may be filled in. */
  isUntouched: boolean;
  onFound: (paths: string[]) => void;
};

/** Looks where most people keep their files, and fills in what is there, with its size. */
export function FoundFolders({ agentId, isUntouched, onFound }: Props) {
  const tried = useTriedFolders(agentId, usual);
  const there = tried.data?.roots.filter((root) => root.state === "there") ?? [];
  const paths = there.map((root) => root.path).join("\n");
  // Before anybody can do anything else: one that came after a click into the field stood before what was typed there.
  useLayoutEffect(() => {
    if (isUntouched && paths !== "") onFound(paths.split("\n"));
  }, [isUntouched, paths, onFound]);
  if (tried.isPending) {
    return (
      <Text size="sm" c="dimmed" mt="xs" role="status">
        {say("Looking for Documents, Pictures and Desktop…")}
      </Text>
    );
  }
  if (there.length === 0) return null;
  return (
    <Text size="sm" c="dimmed" mt="xs">
      {say("Found: {list}", {
        list: there.map(found).join(", "),
      })}
    </Text>
  );
}

function found({ resolved, bytes, files, complete }: TriedRoot): string {
  const values = { folder: resolved, size: formatBytes(bytes), count: files };
  return complete
    ? say("{folder} ({size} in {count, plural, one {# file} other {# files}})", values)
    : say("{folder} (more than {size} in {count, plural, one {# file} other {# files}})", values);
}
