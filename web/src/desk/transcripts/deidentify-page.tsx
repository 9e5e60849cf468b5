import { routes } from "@diaoyan/api/contract";
import { Card } from "antd";
import { Link, useParams } from "react-router";
import { useRoute } from "../api.ts";
import { useTexts } from "../texts.tsx";
import { PageHead } from "../ui/page-head.tsx";
import { QueryView } from "../ui/query-view.tsx";
import { useStudy } from "../use-study.ts";
import { PlaceReview } from "./place-review.tsx";
import { StudyRules } from "./study-rules.tsx";
import "./deidentify.css";

/** De-identifies a transcript: the study's rules, and every place they find for a person to decide. */
export function DeidentifyPage() {
  const { deidentify: texts } = useTexts();
  const { id } = useStudy();
  const { transcript = "" } = useParams();
  const places = useRoute(
    routes.listIdentifiers,
    { params: { study: id, transcript } },
    { gcTime: 0, staleTime: 600_000 },
  );
  return (
    <>
      <PageHead title={texts.title} note={texts.note}>
        <Link to={`/studies/${id}/transcripts/${transcript}`}>{texts.back}</Link>
      </PageHead>
      <StudyRules />
      <QueryView query={places}>
        {(found) => (
          <Card size="small" title={texts.review}>
            <PlaceReview key={`${found.revision} ${found.rulesRevision}`} transcript={transcript} found={found} />
          </Card>
        )}
      </QueryView>
    </>
  );
}
