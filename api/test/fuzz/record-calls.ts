import type { CallInput, CallOutput, Client, RouteContract } from "../../src/contract/index.ts";

/** What a call gives. */
export interface Sample {
  readonly path: Readonly<Record<string, unknown>>;
  readonly query: Readonly<Record<string, unknown>>;
  readonly body: unknown;
}

/** Calls by operation that were answered with success, or would be. */
export type Samples = ReadonlyMap<string, readonly Sample[]>;

interface Given {
  readonly params?: Sample["path"];
  readonly query?: Sample["query"];
  readonly body?: unknown;
  readonly bytes?: Uint8Array;
}

/** Keeps what a call would give, for what can be done once only. */
export type Offer = <Route extends RouteContract>(route: Route, input: CallInput<Route>) => void;

export function offerCalls(samples: Map<string, Sample[]>): Offer {
  return (route, input) => {
    const { params = {}, query = {}, body, bytes } = input as Given;
    const kept = samples.get(route.id) ?? [];
    samples.set(route.id, [...kept, { path: params, query, body: bytes ?? body }]);
  };
}

/** A client that keeps what its calls gave. */
export function recordCalls(client: Client, offer: Offer): Client {
  return {
    async call<Route extends RouteContract>(route: Route, input: CallInput<Route>): Promise<CallOutput<Route>> {
      const answer = await client.call(route, input);
      offer(route, input);
      return answer;
    },
  };
}
