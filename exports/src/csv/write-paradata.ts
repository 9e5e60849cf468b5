import { type ParadataEvent, writeTextCell } from "@diaoyan/instruments";

/** The events of one response. */
export interface ResponseEvents {
  readonly id: string;
  readonly events: readonly ParadataEvent[];
}

/**
 * Lines of events as CSV with the columns of ODK's audit log (`event,node,start,end`, times in milliseconds since 1970 UTC),
 * the response in front. Viewing a page ends with the next event. Times nobody observed are empty.
 */
export function* paradataLines(responses: Iterable<ResponseEvents>): Generator<string> {
  yield "\uFEFFresponse,event,node,start,end\r\n";
  for (const { id, events } of responses)
    for (const [index, { event, page, at }] of events.entries()) {
      const end = event === "group questions" ? (events[index + 1]?.at ?? null) : null;
      const node = page === null ? "" : `/data/${page}`;
      yield `${[id, event, node, timeOf(at), timeOf(at === null ? null : end)].map(writeTextCell).join(",")}\r\n`;
    }
}

function timeOf(at: number | null): string {
  return at === null ? "" : String(at);
}
