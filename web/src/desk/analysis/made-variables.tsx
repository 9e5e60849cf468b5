import { defaultRules, sayDerivation } from "@diaoyan/analysis";
import { routes } from "@diaoyan/api/contract";
import type { QuestionnaireDefinition, Variable } from "@diaoyan/instruments";
import { Alert } from "antd";
import { useState } from "react";
import { dayInChina } from "../../china-time.ts";
import { useAction } from "../api.ts";
import { useLanguage } from "../texts.tsx";
import { FormDialog } from "../ui/form-dialog.tsx";
import { ProblemAlert } from "../ui/problem-alert.tsx";
import { mayCall, useStudy } from "../use-study.ts";
import { KeptList } from "./kept-list.tsx";
import { describeMade, type MadeValues, type MadeVariable, toRecipe } from "./made-variable.ts";
import { MadeVariableFields } from "./made-variable-fields.tsx";
import { derivedVariables, groupByPage, toOptions } from "./param-fields.ts";

interface Props {
  readonly questionnaire: string;
  readonly made: readonly MadeVariable[];
  readonly variables: readonly Variable[];
  readonly definition: QuestionnaireDefinition | null;
}

/** The variables made of a questionnaire's, each with how it was made, and a form to make one more. */
export function MadeVariables({ questionnaire, made, variables, definition }: Props) {
  const { texts, show, locale } = useLanguage();
  const words = texts.analyses.made;
  const { id: study, role } = useStudy();
  const make = useAction(routes.makeVariable);
  const remove = useAction(routes.removeMadeVariable);
  const [said, setSaid] = useState<string | null>(null);
  const own = describeMade(made, variables);
  const all = [...variables, ...derivedVariables(definition), ...own];
  const context = { variables: all, locale, rules: defaultRules };
  const may = mayCall(role, routes.makeVariable);
  if (!may && made.length === 0) return null;
  const choose = (fits: (variable: Variable) => boolean) => {
    const names = { show, derived: texts.analyses.derived, others: texts.analyses.otherQuestions };
    return toOptions(groupByPage(all.filter(fits), definition, { ...names, made: { label: words.list, names: own } }));
  };
  const send = (values: MadeValues, onDone: () => void) => {
    setSaid(null);
    make.mutate(
      { params: { study, questionnaire }, body: toRecipe(values, all) },
      {
        onSuccess: (one) => {
          setSaid(words.made(one));
          onDone();
        },
      },
    );
  };
  return (
    <section className="kept-weights" aria-label={words.list}>
      <strong>{words.list}</strong>
      <p className="note">{words.note}</p>
      {made.length > 0 && (
        <KeptList
          kept={made.map(({ name, recipe, by, at }) => ({
            name,
            said: [sayDerivation(recipe, context), words.about({ by, day: dayInChina(at) })],
          }))}
          words={words}
          onRemove={may ? (variable) => remove.mutate({ params: { study, questionnaire, variable } }) : undefined}
        />
      )}
      {said !== null && <Alert type="success" showIcon title={said} />}
      <ProblemAlert error={remove.error} />
      {may && (
        <FormDialog<MadeValues>
          title={words.make}
          okText={words.keep}
          plain
          initialValues={{ op: "mean" }}
          busy={make.isPending}
          error={make.error}
          onSend={send}
        >
          <MadeVariableFields variables={all} choose={choose} />
        </FormDialog>
      )}
    </section>
  );
}
