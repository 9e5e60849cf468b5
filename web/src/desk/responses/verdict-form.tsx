import { routes } from "@diaoyan/api/contract";
import { useQueryClient } from "@tanstack/react-query";
import { Button, Form, Input } from "antd";
import { useEffect } from "react";
import { useAction } from "../api.ts";
import { useTexts } from "../texts.tsx";
import { ProblemAlert } from "../ui/problem-alert.tsx";
import { useStudy } from "../use-study.ts";
import "./quality.css";

export type Verdict = "valid" | "invalid" | "callback";
const verdicts: readonly Verdict[] = ["valid", "invalid", "callback"];

interface Props {
  readonly response: string;
  /** The verdict that stands; null while nobody decided. */
  readonly standing: { readonly verdict: Verdict; readonly at: string } | null;
  /** What speaks for a verdict, to begin the reason with. */
  readonly reasons: readonly string[];
  readonly onDecided?: (() => void) | undefined;
}

/** Decides about a response with a reason; Alt and the number of a verdict do the same as its button. */
export function VerdictForm({ response, standing, reasons, onDecided }: Props) {
  const texts = useTexts().quality;
  const { id } = useStudy();
  const [form] = Form.useForm<{ reason: string }>();
  const review = useAction(routes.reviewResponse);
  const queries = useQueryClient();

  async function decide(verdict: Verdict): Promise<void> {
    const valid = await form.validateFields().catch(() => null);
    if (valid === null || review.isPending) return;
    review.mutate(
      { params: { study: id, id: response }, body: { verdict, reason: valid.reason, seen: standing?.at ?? null } },
      // refused over a verdict that another person gave: that one is shown
      { onSuccess: () => onDecided?.(), onError: () => void queries.invalidateQueries() },
    );
  }

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const verdict = verdicts[Number(/^Digit([1-3])$/.exec(event.code)?.[1]) - 1];
      if (!event.altKey || verdict === undefined) return;
      event.preventDefault();
      void decide(verdict);
    };
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  });

  return (
    <Form form={form} layout="vertical" initialValues={{ reason: reasons.join("；").slice(0, 500) }}>
      <Form.Item name="reason" label={texts.reason} rules={[{ required: true, whitespace: true, max: 500 }]}>
        <Input.TextArea rows={2} />
      </Form.Item>
      <ProblemAlert error={review.error} />
      <div className="verdicts">
        {verdicts.map((verdict) => (
          <Button
            key={verdict}
            aria-pressed={verdict === standing?.verdict}
            type={verdict === standing?.verdict ? "primary" : "default"}
            danger={verdict === standing?.verdict && verdict === "invalid"}
            disabled={review.isPending}
            onClick={() => void decide(verdict)}
          >
            {texts.verdicts[verdict]}
          </Button>
        ))}
      </div>
    </Form>
  );
}
