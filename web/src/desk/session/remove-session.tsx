import { routes } from "@diaoyan/api/contract";
import { useQueryClient } from "@tanstack/react-query";
import { App, Button, Popconfirm } from "antd";
import { useNavigate } from "react-router";
import { problemOf, useAction } from "../api.ts";
import { useTexts } from "../texts.tsx";
import { useStudy } from "../use-study.ts";

/** Takes away a session that was made by mistake; what rests on it, or a later state, stands in the way. */
export function RemoveSession({ session, revision }: { readonly session: string; readonly revision: number }) {
  const { fieldDesk: texts, ...all } = useTexts();
  const { id } = useStudy();
  const { message } = App.useApp();
  const navigate = useNavigate();
  const queries = useQueryClient();
  // the list is read anew there; here the session would be asked for once more
  const remove = useAction(routes.removeSession, { quiet: true });
  const run = () =>
    remove.mutate(
      { params: { study: id, session }, query: { revision } },
      {
        onSuccess: () => {
          void message.success(texts.removed);
          void queries.invalidateQueries({ queryKey: [routes.listSessions.id] });
          void navigate(`/studies/${id}/sessions`, { replace: true });
        },
        onError: (error) => {
          const problem = problemOf(error);
          const advice = problem === null ? all.noAnswer : (all.problems.advice[problem.code] ?? "");
          void message.error(`${problem?.title ?? all.noAnswerTitle}。${advice}`);
        },
      },
    );
  return (
    <Popconfirm title={<span className="confirm-text">{texts.removeConfirm}</span>} onConfirm={run}>
      <Button danger loading={remove.isPending}>
        {texts.removeSession}
      </Button>
    </Popconfirm>
  );
}
