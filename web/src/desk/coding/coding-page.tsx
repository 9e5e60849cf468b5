import type { Coding } from "@diaoyan/analysis";
import { routes } from "@diaoyan/api/contract";
import type { Codebook, Transcript } from "@diaoyan/instruments";
import { Navigate, useLocation, useParams } from "react-router";
import { useRoute } from "../api.ts";
import { QueryView } from "../ui/query-view.tsx";
import { useStudy } from "../use-study.ts";
import { CodingDesk } from "./coding-desk.tsx";

/** The coding desk of one transcript or policy document; each has its address under its own page of the menu. */
export function CodingPage() {
  const { id } = useStudy();
  const { transcript = "" } = useParams();
  const { pathname, search } = useLocation();
  // what others change comes by itself; nothing else makes it stale
  const options = { staleTime: Number.POSITIVE_INFINITY, gcTime: 0, structuralSharing: false };
  const opened = useRoute(routes.getTranscript, { params: { study: id, transcript } }, options);
  const codebook = useRoute(routes.getCodebook, { params: { study: id } });
  const me = useRoute(routes.getMe, {});
  return (
    <QueryView query={opened}>
      {(data) => {
        const home = `/studies/${id}/${data.policy ? "policies" : "transcripts"}/${transcript}`;
        if (pathname !== home) return <Navigate replace to={home + search} />;
        // whose page it is must be known: what an earlier visit could not send is sent under the same name only
        if (me.data === undefined) return null;
        const { id: mine } = me.data.user;
        return (
          <QueryView query={codebook}>
            {(book) => (
              <CodingDesk
                key={`${transcript} ${(data.transcript as unknown as Transcript).revision}`}
                opened={{
                  transcript: data.transcript as unknown as Transcript,
                  policy: data.policy,
                  codings: data.codings as unknown as readonly Coding[],
                  seq: data.seq,
                  coders: data.coders,
                  codebook: book.codebook as unknown as Codebook,
                  counts: book.counts,
                  me: mine,
                }}
              />
            )}
          </QueryView>
        );
      }}
    </QueryView>
  );
}
