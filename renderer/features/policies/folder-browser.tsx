import { Alert, Select, Stack, Text } from "@mantine/core";
import { useState } from "react";
import type { Agent } from "#contract/agents";
import type { FolderSize } from "#contract/folders";
import type { PathToken } from "#contract/source-path";
import { say } from "#contract/words/say";
import { BEGINNING, useFolderSizes, useFolders } from "../../api/folders.ts";
import { systemNames } from "../../components/system-names.ts";
import { formatBytes } from "../../format/bytes.ts";
import { type Place, viewOf } from "./folder-choice.ts";
import { MOST, PAGE, rowsOf } from "./folder-rows.ts";
import { FolderTree } from "./folder-tree.tsx";
import type { EditorForm } from "./form-type.ts";
import { lines } from "./system-form.ts";

type Props = { form: EditorForm; agents: Agent[] };

/** The folders of a machine as a tree, to be ticked; what is ticked stands in the form, as if it were typed. */
export function FolderBrowser({ form, agents }: Props) {
  const [chosen, setChosen] = useState<string | null>(null);
  const first = agents.find((agent) => form.values.agentIds.includes(agent.id)) ?? agents[0];
  const agent = agents.find(({ id }) => id === chosen) ?? first;
  if (agent === undefined) return <Text size="sm">{say("No machine has joined yet.")}</Text>;
  const own = form.values.systems[agent.os].include.trim();
  return (
    <Stack gap="xs">
      {agents.length > 1 && (
        <Select
          label={say("Folders on")}
          data={agents.map(({ id, hostname, reachability }) => ({
            value: id,
            label: reachability === "online" ? hostname : say("{hostname} (offline)", { hostname }),
          }))}
          value={agent.id}
          onChange={setChosen}
          allowDeselect={false}
          searchable={agents.length > 8}
        />
      )}
      {own !== "" && (
        <Alert color="gray">
          {say(
            "On {system} this policy has folders of its own, which are written below. Ticks here change those of the other machines.",
            { system: systemNames[agent.os] },
          )}
        </Alert>
      )}
      <Browser key={agent.id} form={form} agent={agent} />
    </Stack>
  );
}

function Browser({ form, agent }: { form: EditorForm; agent: Agent }) {
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const [long, setLong] = useState<ReadonlySet<string>>(new Set());
  const paths = [BEGINNING, ...new Set([...open].map((key) => key.slice(key.lastIndexOf("\n") + 1)))];
  const listings = useFolders(
    agent.id,
    paths.map((path) => ({ path, limit: long.has(path) ? MOST : PAGE })),
  );
  const byPath = new Map(paths.map((path, index) => [path, listings[index]]));
  const beginnings = byPath.get(BEGINNING)?.data?.items ?? [];
  const place: Place = {
    style: agent.os === "windows" ? "windows" : "unix",
    tokens: new Map(
      beginnings.flatMap(({ token, path }): [PathToken, string][] =>
        token === undefined ? [] : [[token, path]],
      ),
    ),
  };
  const { include, excludeText } = form.values;
  const view = viewOf({ include, exclude: lines(excludeText) }, place);
  const rows = rowsOf(BEGINNING, {
    listingOf: (path) => {
      const query = byPath.get(path);
      return query && { data: query.data, error: query.error, reload: () => void query.refetch() };
    },
    isOpen: (key) => open.has(key),
  });
  const parts = view.parts();
  const shown = rows.flatMap((row) =>
    row.kind === "folder" && row.folder.state === "open" && row.folder.usedBytes === undefined
      ? [row.folder.path]
      : [],
  );
  const sizes = useFolderSizes(
    agent.id,
    place.tokens.size === 0 ? shown : [...shown, ...parts.whole, ...parts.without],
  );

  return (
    <>
      <FolderTree
        label={say("Folders on {hostname}", { hostname: agent.hostname })}
        rows={rows}
        tickOf={view.tickOf}
        sizeOf={(path) => sizes.get(path)}
        onToggle={(path) => {
          const next = view.toggle(path);
          form.setFieldValue("include", next.include);
          form.setFieldValue("excludeText", next.exclude.join("\n"));
          form.clearErrors();
        }}
        onOpen={(key, isOpen) => {
          const next = new Set(open);
          if (isOpen) next.add(key);
          else next.delete(key);
          setOpen(next);
        }}
        onMore={(path) => setLong(new Set([...long, path]))}
      />
      <Text size="sm" role="status">
        {totalText(parts, sizes)}
      </Text>
    </>
  );
}

type Parts = ReturnType<ReturnType<typeof viewOf>["parts"]>;

function totalText({ whole, without }: Parts, sizes: ReadonlyMap<string, FolderSize>): string {
  if (whole.length === 0)
    return say("Nothing is chosen yet. Tick a folder; untick one inside it to leave that out.");
  const sized = (paths: string[]) => paths.map((path) => sizes.get(path));
  const all = [...sized(whole), ...sized(without)];
  const sum = (of: (size: FolderSize) => number) =>
    Math.max(0, total(sized(whole), of) - total(sized(without), of));
  const isCounting = all.some((size) => size === undefined || size.state === "counting");
  const isCut = all.some((size) => size?.state === "cut");
  const missing = whole.filter((path) => sizes.get(path)?.state === "missing");
  const values = {
    size: formatBytes(sum(({ bytes }) => bytes)),
    count: sum(({ files }) => files),
  };
  return [
    chosenText(values, isCounting, isCut, without.length),
    ...(missing.length > 0 ? [say("Not there: {list}.", { list: missing.join(", ") })] : []),
    say("Files that patterns leave out are still in it; “Try it” below counts without them."),
  ].join(" ");
}

function total(sizes: (FolderSize | undefined)[], of: (size: FolderSize) => number): number {
  return sizes.reduce((sum, size) => sum + (size === undefined ? 0 : of(size)), 0);
}

type Amount = { size: string; count: number };

function chosenText(amount: Amount, isCounting: boolean, isCut: boolean, unticked: number): string {
  const counted = isCounting
    ? say("so far {size} in {count, plural, one {# file} other {# files}}", amount)
    : isCut
      ? say("at least {size} in {count, plural, one {# file} other {# files}}", amount)
      : say("{size} in {count, plural, one {# file} other {# files}}", amount);
  return unticked > 0
    ? say("Chosen here: {amount}, without {count, plural, one {# folder} other {# folders}}.", {
        amount: counted,
        count: unticked,
      })
    : say("Chosen here: {amount}.", { amount: counted });
}
