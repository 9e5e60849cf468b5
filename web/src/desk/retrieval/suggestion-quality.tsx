import { makeLearningCurve } from "@diaoyan/analysis";
import { type CallOutput, routes } from "@diaoyan/api/contract";
import type { Codebook } from "@diaoyan/instruments";
import { Card } from "antd";
import { useRoute } from "../api.ts";
import { LiveChart } from "../progress/live-chart.tsx";
import { useTexts } from "../texts.tsx";
import { QueryView } from "../ui/query-view.tsx";
import { useStudy } from "../use-study.ts";

const outcomes = ["shown", "accepted", "rejected", "abstained"] as const;
const percent = (share: number | null): string => (share === null ? "—" : `${(100 * share).toFixed(1)}%`);

type Point = CallOutput<typeof routes.measureSuggestions>["points"][number];

/** The learning curve on transcripts that were kept apart, and what became of suggestions. */
export function SuggestionQuality() {
  const texts = useTexts().retrieval.suggestions;
  const { id } = useStudy();
  const quality = useRoute(routes.measureSuggestions, { params: { study: id } });
  const book = useRoute(routes.getCodebook, { params: { study: id } });
  const codes = (book.data?.codebook as unknown as Codebook | undefined)?.codes ?? [];
  const nameOf = (code: string | null) => {
    const known = codes.find((one) => one.id === code);
    return known === undefined ? (code ?? texts.abstainedRow) : `${known.number} ${known.name}`;
  };
  return (
    <QueryView query={quality}>
      {({ coded, heldOut, least, log, points, transcripts }) => (
        <div className="stack">
          <Card size="small" title={texts.curve}>
            <p className="note">
              {texts.note}
              {points.length > 0 && texts.tested(heldOut, transcripts)}
            </p>
            {points.length === 0 ? (
              <p className="note">{texts.tooFew(coded, least)}</p>
            ) : (
              <LearningCurve points={points} />
            )}
          </Card>
          <Card size="small" title={texts.log}>
            {log.length === 0 ? (
              <p className="note">{texts.noLog}</p>
            ) : (
              <div className="table-scroll">
                <table className="three-line matrix">
                  <thead>
                    <tr>
                      <th scope="col">{texts.code}</th>
                      {outcomes.map((outcome) => (
                        <th key={outcome} scope="col">
                          {texts.outcomes[outcome]}
                        </th>
                      ))}
                    </tr>
                  </thead>
                  <tbody>
                    {[...new Set(log.map(({ code }) => code))].map((code) => (
                      <tr key={code ?? ""}>
                        <th scope="row">{nameOf(code)}</th>
                        {outcomes.map((outcome) => (
                          <td key={outcome}>
                            {log.find((one) => one.code === code && one.outcome === outcome)?.count ?? 0}
                          </td>
                        ))}
                      </tr>
                    ))}
                  </tbody>
                </table>
              </div>
            )}
          </Card>
        </div>
      )}
    </QueryView>
  );
}

function LearningCurve({ points }: { readonly points: readonly Point[] }) {
  const texts = useTexts().retrieval.suggestions;
  const { accuracy: first, coverage, examples, precision, share, three } = texts;
  return (
    <>
      <LiveChart spec={makeLearningCurve(points, { examples, first, share, three })} label={texts.curve} />
      <div className="table-scroll">
        <table className="three-line matrix">
          <thead>
            <tr>
              {[examples, first, three, coverage, precision, "n"].map((name) => (
                <th key={name} scope="col" className="number">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {points.map((point) => (
              <tr key={point.examples}>
                <td>{point.examples}</td>
                <td>{percent(point.accuracy)}</td>
                <td>{percent(point.inFirstThree)}</td>
                <td>{percent(point.coverage)}</td>
                <td>{percent(point.precision)}</td>
                <td>{point.n}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}
