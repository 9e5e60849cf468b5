import type { ProblemBody } from "@diaoyan/api/contract";
import { useQueryClient } from "@tanstack/react-query";
import { Alert, Button } from "antd";
import { Navigate, useLocation } from "react-router";
import { isSignedIn, problemOf } from "../api.ts";
import { useLanguage, useTexts } from "../texts.tsx";
import { FindingList } from "./finding-list.tsx";

interface Props {
  readonly error: unknown;
  /** The whole page failed: without a session, go and sign in. */
  readonly page?: boolean;
  readonly onRetry?: () => void;
  /** Names the places of the problem where the page knows more of them. */
  readonly sayPlace?: ((place: string) => string) | undefined;
}

interface DetailsProps extends Pick<Props, "sayPlace"> {
  readonly problem: ProblemBody;
}

/** In Chinese: what to do and the places; the server's English words are for whoever mends it. */
function DetailsZh({ problem, sayPlace }: DetailsProps) {
  const texts = useTexts();
  const advice = texts.problems.advice[problem.code];
  return (
    <>
      {advice !== undefined && <p>{texts.remedy(advice)}</p>}
      {problem.errors !== undefined && problem.errors.length > 0 ? (
        <FindingList findings={problem.errors} sayPlace={sayPlace} />
      ) : (
        <details lang="en">
          <summary lang="zh-CN">{texts.technical}</summary>
          {problem.detail}
          {problem.remedy !== undefined && <span className="remedy">{problem.remedy}</span>}
        </details>
      )}
    </>
  );
}

function DetailsEn({ problem, sayPlace }: DetailsProps) {
  const texts = useTexts();
  // the heading says already what the detail says
  const more = problem.errors?.filter(({ message }) => message !== problem.detail) ?? [];
  return (
    <>
      {more.length > 0 && <FindingList findings={more} sayPlace={sayPlace} />}
      {problem.remedy !== undefined && <p>{texts.remedy(problem.remedy)}</p>}
    </>
  );
}

/** What went wrong, each place, and how to mend it, in the language of the page. */
export function ProblemAlert({ error, page = false, onRetry, sayPlace }: Props) {
  const { texts, locale } = useLanguage();
  const { pathname, search } = useLocation();
  const queries = useQueryClient();
  if (error === null || error === undefined) return null;
  const problem = problemOf(error);
  if (page && problem?.code === "access.signIn" && !isSignedIn(queries)) {
    return <Navigate to={`/sign-in?next=${encodeURIComponent(pathname + search)}`} replace />;
  }
  const Details = locale === "en" ? DetailsEn : DetailsZh;
  return (
    <Alert
      type="error"
      showIcon
      className="problem"
      title={(locale === "en" ? problem?.detail : problem?.title) ?? texts.noAnswerTitle}
      action={onRetry && <Button onClick={onRetry}>{texts.retry}</Button>}
      description={problem === null ? texts.noAnswer : <Details problem={problem} sayPlace={sayPlace} />}
    />
  );
}
