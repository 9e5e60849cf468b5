import { type CallOutput, routes } from "@diaoyan/api/contract";
import { Button, Input } from "antd";
import { useState } from "react";
import { useAction } from "../api.ts";
import { useTexts } from "../texts.tsx";
import { ProblemAlert } from "../ui/problem-alert.tsx";
import { useStudy } from "../use-study.ts";

type Standing = CallOutput<typeof routes.getDeidentifyRules>;
type Rule = Standing["rules"][number];

/** The rules of a study: words one a line, and what stands instead. */
export function RuleForm({ standing }: { readonly standing: Standing }) {
  const { deidentify: texts } = useTexts();
  const { id } = useStudy();
  const save = useAction(routes.saveDeidentifyRules);
  const [rules, setRules] = useState<readonly Rule[]>(standing.rules);
  const change = (at: number, rule: Rule) => setRules(rules.map((one, place) => (place === at ? rule : one)));
  const submit = async () => {
    const filled = rules
      .filter(({ name }) => name.trim() !== "")
      .map((rule) =>
        rule.kind === "words"
          ? { ...rule, name: rule.name.trim(), words: rule.words.map((word) => word.trim()).filter(Boolean) }
          : rule,
      );
    await save.mutateAsync({ params: { study: id }, body: { rules: filled, revision: standing.revision } });
  };
  const blank = rules.some(({ name, replacement }) => name.trim() !== "" && replacement.trim() === "");
  return (
    <>
      <p className="note">{texts.rulesNote}</p>
      {rules.map((rule, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a category is named while it is typed, and never moves
        <div className="deidentify-rule" key={at}>
          {at < standing.rules.length ? (
            <strong>{rule.name}</strong>
          ) : (
            <Input
              aria-label={texts.category}
              placeholder={texts.category}
              maxLength={50}
              value={rule.name}
              onChange={(event) => change(at, { ...rule, name: event.target.value })}
            />
          )}
          {rule.kind === "words" ? (
            <Input.TextArea
              aria-label={`${rule.name} ${texts.words}`}
              autoSize={{ minRows: 1, maxRows: 8 }}
              value={rule.words.join("\n")}
              onChange={(event) => change(at, { ...rule, words: event.target.value.split("\n") })}
            />
          ) : (
            <span className="note">{texts.byForm}</span>
          )}
          <Input
            aria-label={`${rule.name} ${texts.replacement}`}
            maxLength={100}
            value={rule.replacement}
            onChange={(event) => change(at, { ...rule, replacement: event.target.value })}
          />
        </div>
      ))}
      <ProblemAlert error={save.error} />
      <Button onClick={() => setRules([...rules, { kind: "words", name: "", words: [], replacement: "〔隐去〕" }])}>
        {texts.addCategory}
      </Button>{" "}
      <Button disabled={blank} loading={save.isPending} onClick={() => void submit().catch(() => undefined)}>
        {texts.saveRules}
      </Button>
    </>
  );
}
