import type { ParadataEvent } from "@diaoyan/instruments";
import { writeTextCell } from "./write-csv.ts";

/** The events of one response. */
export interface ResponseEvents {
  readonly id: string;
  readonly events: readonly ParadataEvent[];
}

/**
 * Events as CSV with the columns of ODK's audit log (`event,node,start,end`, times in milliseconds since 1970 UTC), the
 * response in front. Viewing a page ends with the next event. Times nobody observed are empty.
 */
export function writeParadata(responses: readonly ResponseEvents[]): string {
  const lines = responses.flatMap(({ id, events }) =>
    events.map(({ event, page, at }, index) => {
      const end = event === "group questions" ? (events[index + 1]?.at ?? null) : null;
      const node = page === null ? "" : `/data/${page}`;
      return [id, event, node, timeOf(at), timeOf(at === null ? null : end)].map(writeTextCell).join(",");
    }),
  );
  return `\uFEFF${["response,event,node,start,end", ...lines].join("\r\n")}\r\n`;
}

function timeOf(at: number | null): string {
  return at === null ? "" : String(at);
}
