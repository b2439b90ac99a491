import { Skeleton, Stack } from "@mantine/core";
import type { ReactNode } from "react";
import { say } from "#contract/words/say";
import { ProblemAlert } from "./problem-alert.tsx";

type Query<Data> = { data: Data | undefined; error: unknown; refetch: () => unknown };

type Props<Data> = {
  query: Query<Data>;
  /** "The runs could not be read." */
  problem: string;
  loading?: ReactNode;
  children: (data: Data) => ReactNode;
};

/** Loading, problem and data of one query; data that was read before stays while a later reading goes wrong. */
export function QueryView<Data>({ query, problem, loading, children }: Props<Data>) {
  const alert = query.error !== null && query.error !== undefined && (
    <ProblemAlert title={problem} error={query.error} onRetry={() => void query.refetch()} />
  );
  if (query.data !== undefined) {
    return (
      <>
        {alert}
        {children(query.data)}
      </>
    );
  }
  return alert || (loading ?? <LinesLoading />);
}

export function LinesLoading({ lines = 4, height = 44 }: { lines?: number; height?: number }) {
  return (
    <Stack gap="xs" role="status" aria-busy="true" aria-label={say("Loading")}>
      {Array.from({ length: lines }, (_, line) => line).map((line) => (
        <Skeleton key={line} height={height} />
      ))}
    </Stack>
  );
}
