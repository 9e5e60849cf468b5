import type { CaseConsent, CaseSummary } from "@diaoyan/analysis";
import { routes } from "@diaoyan/api/contract";
import { Button, Form, Input, Popconfirm } from "antd";
import { dayInChina } from "../../china-time.ts";
import { useAction } from "../api.ts";
import { useTexts } from "../texts.tsx";
import { FormDialog } from "../ui/form-dialog.tsx";
import { ProblemAlert } from "../ui/problem-alert.tsx";
import { useStudy } from "../use-study.ts";

interface Props {
  readonly stored: CaseSummary;
  readonly needed: readonly CaseConsent["kind"][];
  readonly onStored: (summary: CaseSummary) => void;
}

type Given = Pick<CaseConsent, "kind" | "granted" | "form"> & { readonly day: string };

/** The consents a case needs or has: on file, taken back, or not there yet. */
export function ConsentLines({ stored, needed, onStored }: Props) {
  const texts = useTexts();
  const { id: study } = useStudy();
  const record = useAction(routes.recordCaseConsent);
  const { consents = [], revision, id } = stored;
  const kinds = [...new Set([...needed, ...consents.map(({ kind }) => kind)])];
  const store = async ({ kind, ...given }: Given) => {
    const params = { study, case: id, consent: kind };
    const answer = await record.mutateAsync({ params, body: { ...given, revision } });
    onStored(answer.case as unknown as CaseSummary);
  };
  const say = (consent: CaseConsent | undefined): string => {
    if (consent === undefined) return texts.cases.consentNone;
    return consent.granted ? texts.cases.consentGranted(consent.form, consent.day) : texts.cases.consentRefused;
  };
  return (
    <>
      <ul className="case-lines">
        {kinds.map((kind) => {
          const consent = consents.find((one) => one.kind === kind);
          return (
            <li key={kind}>
              <span className="grow">
                {texts.cases.consentKinds[kind]}：{say(consent)}
              </span>
              {consent?.granted ? (
                <Popconfirm
                  title={texts.cases.consentRefused}
                  onConfirm={() =>
                    void store({ kind, granted: false, form: "", day: dayInChina(Date.now()) }).catch(() => undefined)
                  }
                >
                  <Button size="small">{texts.cases.consentTake}</Button>
                </Popconfirm>
              ) : (
                <GiveDialog
                  busy={record.isPending}
                  error={record.error}
                  onGive={(given) => store({ kind, granted: true, ...given })}
                />
              )}
            </li>
          );
        })}
      </ul>
      <ProblemAlert error={record.error} />
    </>
  );
}

interface Signed {
  readonly form: string;
  readonly day: string;
}

interface GiveProps {
  readonly busy: boolean;
  readonly error: unknown;
  readonly onGive: (given: Signed) => Promise<void>;
}

function GiveDialog({ busy, error, onGive }: GiveProps) {
  const texts = useTexts();
  const send = async (given: Signed, onDone: () => void) => {
    await onGive(given);
    onDone();
  };
  return (
    <FormDialog<Signed>
      title={texts.cases.consentGive}
      okText={texts.cases.consentGive}
      initialValues={{ day: dayInChina(Date.now()) }}
      busy={busy}
      error={error}
      onSend={(given, onDone) => void send(given, onDone).catch(() => undefined)}
    >
      <Form.Item
        name="form"
        label={texts.cases.consentForm}
        rules={[{ required: true, whitespace: true, message: texts.cases.formRule }]}
      >
        <Input maxLength={200} />
      </Form.Item>
      <Form.Item name="day" label={texts.cases.day} rules={[{ required: true }]}>
        <Input type="date" />
      </Form.Item>
    </FormDialog>
  );
}
