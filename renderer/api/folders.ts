import { useQueries } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { pathOf } from "#contract/call";
import { countFolders, type FolderSize, folderSize, listFolders } from "#contract/folders";
import type { Id } from "#contract/values";
import { call, readLines } from "./client.ts";
import { keys } from "./keys.ts";

/** Where a person begins to look. */
export const BEGINNING = "";

/** The folders in each of these folders of a machine, as long as it is wanted. */
export const useFolders = (agentId: Id, wanted: readonly { path: string; limit: number }[]) =>
  useQueries({
    queries: wanted.map(({ path, limit }) => ({
      queryKey: keys.folders(agentId, path, limit),
      queryFn: ({ signal }: { signal: AbortSignal }) =>
        call(
          listFolders,
          { params: { id: agentId }, query: { limit, ...(path !== BEGINNING && { path }) } },
          { signal },
        ),
      staleTime: 60_000,
      refetchOnWindowFocus: false,
      retry: false,
    })),
  });

/** A browser has few connections to spare; the machine counts what one asks for side by side. */
const MOST_CONNECTIONS = 2;
const MOST_PATHS = 50;

/** How much is in each of these folders, as the machine counts. What was counted once is not asked for again. */
export function useFolderSizes(agentId: Id, wanted: readonly string[]): ReadonlyMap<string, FolderSize> {
  const [sizes, setSizes] = useState<ReadonlyMap<string, FolderSize>>(new Map());
  const [open, setOpen] = useState(0);
  const asked = useRef(new Set<string>());
  const leave = useRef(new AbortController());
  const next = wanted.filter((path) => !asked.current.has(path)).slice(0, MOST_PATHS);
  const isDue = next.length > 0 && open < MOST_CONNECTIONS;

  useEffect(() => {
    leave.current = new AbortController();
    return () => {
      leave.current.abort();
      asked.current.clear();
    };
  }, []);

  useEffect(() => {
    if (!isDue) return;
    for (const path of next) asked.current.add(path);
    setOpen((count) => count + 1);
    const { signal } = leave.current;
    const tell = (size: FolderSize) => setSizes((known) => new Map(known).set(size.path, size));
    void readSizes(agentId, next, { signal, tell }).finally(() => setOpen((count) => count - 1));
  });

  return sizes;
}

type Reading = { signal: AbortSignal; tell: (size: FolderSize) => void };

async function readSizes(agentId: Id, paths: string[], { signal, tell }: Reading): Promise<void> {
  const left = new Set(paths);
  const path = pathOf(countFolders, { params: { id: agentId }, body: { paths } });
  try {
    for await (const line of readLines(path, { body: { paths }, signal })) {
      const size = folderSize.parse(line);
      tell(size);
      if (size.state !== "counting") left.delete(size.path);
    }
  } catch {
    // Why a machine does not answer is told where its folders are listed; here a number is missing.
  }
  if (signal.aborted) return;
  for (const one of left) tell({ path: one, files: 0, bytes: 0, state: "cut", unreadable: 0 });
}
