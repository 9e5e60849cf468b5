import { routes } from "@diaoyan/api/contract";
import type { Json, ResponseRecord, Variable } from "@diaoyan/instruments";
import { Button, Descriptions, Drawer, Form, Input } from "antd";
import { useAction, useRoute } from "../api.ts";
import { useLanguage } from "../texts.tsx";
import { ProblemAlert } from "../ui/problem-alert.tsx";
import { QueryView } from "../ui/query-view.tsx";
import { useStudy } from "../use-study.ts";
import { describeAnswers } from "./describe-answers.ts";

/** What the server answers for one response: the record and the name of its questionnaire. */
type OpenedResponse = ResponseRecord & { readonly questionnaire?: string; readonly paper: PaperSource | null };

/** The paper form a response was typed from. */
interface PaperSource {
  readonly label: string;
  readonly form: string;
  readonly original: { readonly stamped: boolean; readonly position: string; readonly keptAt: string } | null;
}

/** Takes a response out of the analysis, or back into it, with a reason that the audit log keeps. */
function Review({ response }: { readonly response: OpenedResponse }) {
  const { texts } = useLanguage();
  const { id } = useStudy();
  const review = useAction(routes.reviewResponse);
  const excluded = response.status === "excluded" || response.status === "late";
  if (response.status === "withdrawn") return null;
  const submit = ({ reason }: { reason: string }) =>
    review.mutate({
      params: { study: id, id: response.id },
      body: { status: excluded ? "complete" : "excluded", reason },
    });
  return (
    <Form layout="vertical" onFinish={submit}>
      <Form.Item name="reason" label={texts.responses.reason} rules={[{ required: true, max: 500 }]}>
        <Input.TextArea rows={2} />
      </Form.Item>
      <ProblemAlert error={review.error} />
      <Button htmlType="submit" danger={!excluded} loading={review.isPending}>
        {excluded ? texts.responses.include : texts.responses.exclude}
      </Button>
    </Form>
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

/** One response with its answers in words. */
export function ResponseDrawer({ id: response, onClose }: { readonly id: string; readonly onClose: () => void }) {
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
                <code>{opened.id}</code> · {opened.day} · {texts.responseStatus[opened.status]}
              </p>
              {opened.paper !== null && <FromPaper {...opened.paper} />}
              <Answers response={opened} />
              <Review response={opened} />
            </div>
          );
        }}
      </QueryView>
    </Drawer>
  );
}
