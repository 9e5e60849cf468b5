import { routes } from "@diaoyan/api/contract";
import type { ImportSource, Json, ResponseRecord, Variable } from "@diaoyan/instruments";
import { Descriptions, Drawer } from "antd";
import { Link } from "react-router";
import { useRoute } from "../api.ts";
import { ConsentLine } from "../exchange/stated-consent.tsx";
import { useLanguage, useTexts } from "../texts.tsx";
import { QueryView } from "../ui/query-view.tsx";
import { useStudy } from "../use-study.ts";
import { describeAnswers } from "./describe-answers.ts";
import { FlagTags, isBeyondQuota, ResponseStatusTag } from "./response-status.tsx";
import { TimingView } from "./timing-view.tsx";
import { type Verdict, VerdictForm } from "./verdict-form.tsx";

/** The paper form a response was typed from. */
interface PaperSource {
  readonly label: string;
  readonly form: string;
  readonly original: { readonly stamped: boolean; readonly position: string; readonly keptAt: string } | null;
}

/** What the server answers for one response: the record, the name of its questionnaire, the verdict on it. */
type OpenedResponse = ResponseRecord & {
  readonly questionnaire?: string;
  readonly paper: PaperSource | null;
  /** The file it came from; `statedBy` is a name. */
  readonly imported: ImportSource | null;
  readonly review: {
    readonly verdict: Verdict;
    readonly reason: string;
    readonly reviewer: string;
    readonly at: string;
  } | null;
};

interface Props {
  readonly id: string;
  readonly onClose: () => void;
  /** What was seen in it, in words. */
  readonly reasons?: readonly string[] | undefined;
  readonly onDecided?: (() => void) | undefined;
}

/** The verdict that stands, and the form for another one. */
function Review({
  response,
  reasons,
  onDecided,
}: { readonly response: OpenedResponse } & Pick<Props, "reasons" | "onDecided">) {
  const { quality, moment } = useTexts();
  const { review, status, id } = response;
  if (status === "withdrawn") return null;
  return (
    <section>
      <h3>{quality.verdict}</h3>
      {review !== null && (
        <p>
          {quality.decided(quality.verdicts[review.verdict], review.reviewer, moment(review.at))} {review.reason}
        </p>
      )}
      <VerdictForm key={id} response={id} standing={review} reasons={reasons ?? []} onDecided={onDecided} />
    </section>
  );
}

function Answers({ response }: { readonly response: OpenedResponse }) {
  const { texts, show } = useLanguage();
  const { id } = useStudy();
  const questionnaire = response.questionnaire ?? "";
  const about = useRoute(
    routes.getQuestionnaire,
    { params: { study: id, questionnaire } },
    { enabled: questionnaire !== "" },
  );
  const variables = (about.data?.variables ?? []) as unknown as readonly Variable[];
  const lines = describeAnswers(response.answers as Readonly<Record<string, Json>>, variables, show);
  return (
    <Descriptions
      bordered
      size="small"
      column={1}
      title={texts.responses.answers}
      items={lines.map(({ key, label, value }) => ({ key, label, children: value }))}
    />
  );
}

function FromPaper({ label, form, original }: PaperSource) {
  const { texts } = useLanguage();
  return (
    <p className="note">
      {texts.paper.fromPaper(label, form)}
      {original !== null && (
        <>
          <br />
          {texts.paper.fromOriginal(original.stamped, original.position, original.keptAt)}
        </>
      )}
    </p>
  );
}

function FromFile({ file, consent, statedBy, at }: ImportSource) {
  const { exchange, moment } = useTexts();
  return (
    <p className="note">
      {exchange.source(file)}
      <br />
      <ConsentLine consent={consent} />
      {consent !== null && exchange.byWhom(exchange.statedBy(statedBy, moment(at)))}
    </p>
  );
}

/** One response with its answers in words, its time, and the verdict on it. */
export function ResponseDrawer({ id: response, onClose, reasons, onDecided }: Props) {
  const { texts } = useLanguage();
  const { id } = useStudy();
  const query = useRoute(routes.getResponse, { params: { study: id, id: response } });
  return (
    <Drawer open size="large" onClose={onClose} title={texts.responses.one}>
      <QueryView query={query}>
        {(data) => {
          const opened = data.response as unknown as OpenedResponse;
          return (
            <div className="stack">
              <p className="note">
                <code>{opened.id}</code> · {opened.day} <ResponseStatusTag {...opened} />
              </p>
              {isBeyondQuota(opened) && <p className="note">{texts.progress.beyondNote}</p>}
              {opened.flags.length > 0 && (
                <p>
                  {texts.responses.flags} <FlagTags flags={opened.flags} />
                  {reasons === undefined && (
                    <Link to={`/studies/${id}/responses/quality/${opened.questionnaire}`}>
                      {texts.responses.whyFlags}
                    </Link>
                  )}
                </p>
              )}
              {opened.imported !== null && <FromFile {...opened.imported} />}
              {opened.paper !== null && <FromPaper {...opened.paper} />}
              <Review response={opened} reasons={reasons} onDecided={onDecided} />
              <section>
                <h3>{texts.quality.time}</h3>
                <TimingView seconds={opened.seconds} timing={opened.timing} />
              </section>
              <Answers response={opened} />
            </div>
          );
        }}
      </QueryView>
    </Drawer>
  );
}
