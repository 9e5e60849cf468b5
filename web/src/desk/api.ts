import type { RouteContract } from "@diaoyan/api/contract";
import { type CallInput, type CallOutput, createClient, type ProblemBody, ProblemError } from "@diaoyan/api/contract";
import { type UseQueryResult, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";

/** The desk's caller of the API, with the session cookie of this origin. */
export const client = createClient((input, init) => fetch(input, init));

interface ReadOptions {
  readonly enabled?: boolean;
  /** Milliseconds between readings of something live. */
  readonly refetchInterval?: number;
  /** Milliseconds an answer counts as fresh. */
  readonly staleTime?: number;
}

/** Reads a route and keeps the answer fresh. */
export function useRoute<Route extends RouteContract>(
  route: Route,
  input: CallInput<Route>,
  options: ReadOptions = {},
): UseQueryResult<CallOutput<Route>, Error> {
  return useQuery<CallOutput<Route>, Error>({
    ...options,
    queryKey: [route.id, input],
    queryFn: () => client.call(route, input),
  });
}

/** Calls a route that changes something; afterwards everything shown is read again, except where `quiet` says so. */
export function useAction<Route extends RouteContract>(route: Route, { quiet = false } = {}) {
  const queries = useQueryClient();
  return useMutation<CallOutput<Route>, Error, CallInput<Route>>({
    mutationFn: (input) => client.call(route, input),
    onSuccess: async () => {
      if (!quiet) await queries.invalidateQueries();
    },
  });
}

/** The problem document behind an error; an error without one means that no answer came. */
export function problemOf(error: unknown): ProblemBody | null {
  return error instanceof ProblemError ? error.body : null;
}

/** Signs in or out; a refusal throws the same `ProblemError` as the typed client. */
async function callAuth(path: string, body: object): Promise<void> {
  const response = await fetch(`/api/auth/${path}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new ProblemError((await response.json()) as ProblemBody);
}

export function signIn(email: string, password: string): Promise<void> {
  return callAuth("sign-in/email", { email, password });
}

export function signOut(): Promise<void> {
  return callAuth("sign-out", {});
}
