import type { RouteContract } from "@diaoyan/api/contract";
import {
  type CallInput,
  type CallOutput,
  createClient,
  type ProblemBody,
  ProblemError,
  routes,
} from "@diaoyan/api/contract";
import {
  MutationCache,
  QueryCache,
  QueryClient,
  type UseQueryResult,
  useMutation,
  useQuery,
  useQueryClient,
} from "@tanstack/react-query";

/** The desk's caller of the API, with the session cookie of this origin. */
export const client = createClient((input, init) => fetch(input, init));

/** The desk's memory of answers; `onExpired` is told when the server no longer knows somebody who was signed in. */
export function createQueries(onExpired: () => void): QueryClient {
  const onError = (error: Error) => {
    if (problemOf(error)?.code === "access.signIn" && isSignedIn(queries)) onExpired();
  };
  const queries: QueryClient = new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: {
      queries: { staleTime: 5_000, retry: (count, error) => problemOf(error) === null && count < 2 },
      // without a network saving fails at once and says so, instead of waiting silently
      mutations: { networkMode: "always" },
    },
  });
  return queries;
}

/** Whether somebody was signed in on this page, as far as it remembers. */
export function isSignedIn(queries: QueryClient): boolean {
  return queries.getQueryData([routes.getMe.id, {}]) !== undefined;
}

interface ReadOptions {
  readonly enabled?: boolean;
  /** Milliseconds between readings of something live. */
  readonly refetchInterval?: number;
  /** Milliseconds an answer counts as fresh. */
  readonly staleTime?: number;
  /** Milliseconds an answer is remembered after its page was left; 0 where an old one must not be edited. */
  readonly gcTime?: number;
  /** Whether equal parts of the old answer are kept; off where an answer is long and edited in place. */
  readonly structuralSharing?: boolean;
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

/** Asks an address of the sign-in; a refusal throws the same `ProblemError` as the typed client. */
async function callAuth<Answer>(path: string, body: object): Promise<Answer> {
  const response = await fetch(`/api/auth/${path}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  const answer: unknown = await response.json();
  if (!response.ok) throw new ProblemError(answer as ProblemBody);
  return answer as Answer;
}

/** Signs in; true where a code is asked for still (`verifyCode`). */
export async function signIn(email: string, password: string): Promise<boolean> {
  const answer = await callAuth<{ readonly twoFactorRedirect?: boolean }>("sign-in/email", { email, password });
  return answer.twoFactorRedirect === true;
}

export async function signOut(): Promise<void> {
  await callAuth("sign-out", {});
}

/** Ends signing in, or the set-up of a second factor, by a code of the phone or a recovery code. */
export async function verifyCode(code: string, kind: "phone" | "recovery"): Promise<void> {
  await callAuth(kind === "phone" ? "two-factor/verify-totp" : "two-factor/verify-backup-code", { code });
}

export async function changePassword(currentPassword: string, newPassword: string): Promise<void> {
  await callAuth("change-password", { currentPassword, newPassword });
}

/** What an authenticator is set up with, and the recovery codes. */
export interface SecondFactorSetUp {
  readonly totpURI: string;
  readonly backupCodes: readonly string[];
}

export function enableSecondFactor(password: string): Promise<SecondFactorSetUp> {
  return callAuth("two-factor/enable", { password });
}

export async function disableSecondFactor(password: string): Promise<void> {
  await callAuth("two-factor/disable", { password });
}

export async function renewRecoveryCodes(password: string): Promise<readonly string[]> {
  const { backupCodes } = await callAuth<SecondFactorSetUp>("two-factor/generate-backup-codes", { password });
  return backupCodes;
}
