import { Alert, Button } from "antd";
import { Navigate, useLocation } from "react-router";
import { problemOf } from "../api.ts";
import { useTexts } from "../texts.tsx";

interface Props {
  readonly error: unknown;
  /** The whole page failed: without a session, go and sign in. */
  readonly page?: boolean;
  readonly onRetry?: () => void;
}

/** What went wrong: the problem's title, what exactly, each place, and how to mend it. */
export function ProblemAlert({ error, page = false, onRetry }: Props) {
  const texts = useTexts();
  const { pathname } = useLocation();
  if (error === null || error === undefined) return null;
  const problem = problemOf(error);
  if (page && problem?.code === "access.signIn") {
    return <Navigate to={`/sign-in?next=${encodeURIComponent(pathname)}`} replace />;
  }
  const detail = problem === null ? texts.noAnswer : problem.detail;
  return (
    <Alert
      type="error"
      showIcon
      className="problem"
      title={problem?.title ?? texts.noAnswerTitle}
      action={onRetry && <Button onClick={onRetry}>{texts.retry}</Button>}
      description={
        <>
          <p>{detail}</p>
          {problem?.errors !== undefined && problem.errors.length > 0 && (
            <ul>
              {problem.errors.map(({ code, place, message, remedy }) => (
                <li key={`${code} ${place} ${message}`}>
                  <code>{place}</code> {message}
                  {remedy !== undefined && <span className="remedy">{texts.remedy(remedy)}</span>}
                </li>
              ))}
            </ul>
          )}
          {problem?.remedy !== undefined && <p className="remedy">{texts.remedy(problem.remedy)}</p>}
        </>
      }
    />
  );
}
