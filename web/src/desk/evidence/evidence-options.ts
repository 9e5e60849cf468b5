import { routes } from "@diaoyan/api/contract";
import type { Codebook, QuestionnaireDefinition, Variable } from "@diaoyan/instruments";
import { useEffect, useState } from "react";
import { derivedVariables, type OptionGroup, variableOptions } from "../analysis/param-fields.ts";
import { client } from "../api.ts";
import { useLanguage } from "../texts.tsx";
import { useStudy } from "../use-study.ts";
import type { Evidence } from "./edit-evidence.ts";

/** What a finding can rest on, in groups: indicators, codes, the questions of each published questionnaire. */
export function useEvidenceOptions({ indicators }: Pick<Evidence, "indicators">): readonly OptionGroup[] {
  const { texts, show } = useLanguage();
  const { id: study } = useStudy();
  const [read, setRead] = useState<readonly OptionGroup[]>([]);
  useEffect(() => {
    let current = true;
    readGroups(study, show, texts.menu.codebook)
      .then((groups) => current && setRead(groups))
      .catch(() => undefined);
    return () => {
      current = false;
    };
  }, [study, show, texts]);
  const figures = indicators.map(({ id, label, year, unit, value }) => ({
    value: `indicator:${id}`,
    label: `${label}（${year}，${value}${unit}）`,
  }));
  return figures.length === 0 ? read : [{ label: texts.evidence.indicators, options: figures }, ...read];
}

async function readGroups(
  study: string,
  show: (text: { readonly zh: string; readonly en?: string }) => string,
  codes: string,
): Promise<readonly OptionGroup[]> {
  const params = { study };
  const { questionnaires } = await client.call(routes.listQuestionnaires, { params });
  const published = questionnaires.filter(({ versions }) => versions.length > 0);
  const asked = await Promise.all(
    published.map(async ({ name, title }): Promise<OptionGroup> => {
      const about = await client.call(routes.getQuestionnaire, { params: { study, questionnaire: name } });
      const definition = about.published as unknown as QuestionnaireDefinition | null;
      const variables = [...(about.variables as unknown as readonly Variable[]), ...derivedVariables(definition)];
      const options = variableOptions(variables, show);
      return { label: title, options: options.map(({ value, label }) => ({ value: `${name}:${value}`, label })) };
    }),
  );
  const { codebook } = await client.call(routes.getCodebook, { params });
  const listed = (codebook as unknown as Codebook).codes.map(({ id, number, name }) => ({
    value: `code:${id}`,
    label: `${number} ${name}`,
  }));
  return [...(listed.length === 0 ? [] : [{ label: codes, options: listed }]), ...asked];
}
