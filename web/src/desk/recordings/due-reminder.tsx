import { routes } from "@diaoyan/api/contract";
import { Alert } from "antd";
import { Link } from "react-router";
import { useRoute } from "../api.ts";
import { useTexts } from "../texts.tsx";
import { mayCall, useStudy } from "../use-study.ts";
import "./due-reminder.css";
import { listDue } from "./list-due.ts";

/** Tells whoever steers that recordings are past the last day they are kept; destroying them stays a person's act. */
export function DueReminder() {
  const texts = useTexts().recordings;
  const { id, role } = useStudy();
  const steers = mayCall(role, routes.getRecordings);
  const { data } = useRoute(routes.getRecordings, { params: { study: id } }, { enabled: steers, staleTime: 60_000 });
  const due = data === undefined ? 0 : listDue(data).length;
  if (due === 0) return null;
  return (
    <Alert
      type="warning"
      showIcon
      className="due-reminder"
      title={texts.due(due)}
      description={<Link to={`/studies/${id}/recordings`}>{texts.open}</Link>}
    />
  );
}
