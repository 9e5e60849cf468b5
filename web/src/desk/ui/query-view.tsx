import { Skeleton } from "antd";
import type { ReactNode } from "react";
import { ProblemAlert } from "./problem-alert.tsx";

interface Query<Data> {
  readonly data: Data | undefined;
  readonly error: Error | null;
  readonly refetch: () => unknown;
}

/** Shows what a query brought: its data, or why there is none. */
export function QueryView<Data>({ query, children }: { query: Query<Data>; children: (data: Data) => ReactNode }) {
  if (query.data !== undefined) return children(query.data);
  if (query.error !== null) return <ProblemAlert error={query.error} page onRetry={() => query.refetch()} />;
  return <Skeleton active />;
}
