import { routes } from "@diaoyan/api/contract";
import { useRoute } from "../api.ts";
import { useTexts } from "../texts.tsx";
import { useStudy } from "../use-study.ts";

/** Says, where too little is coded for suggestions, what stands and what is still needed. */
export function TooFewCodings() {
  const texts = useTexts();
  const { id } = useStudy();
  const { data } = useRoute(routes.measureSuggestions, { params: { study: id } });
  return (
    <p className="note">
      {texts.codingDesk.suggest.tooFew}
      {/* one coded transcript is enough to learn from */}
      {data !== undefined && texts.retrieval.suggestions.tooFew(data.coded, { ...data.least, transcripts: 0 })}
    </p>
  );
}
