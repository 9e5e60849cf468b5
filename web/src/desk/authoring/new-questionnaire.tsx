import { type QuestionnaireSummary, routes } from "@diaoyan/api/contract";
import { Button, Form, Input, Modal, Select } from "antd";
import { useState } from "react";
import { useNavigate } from "react-router";
import { client, useAction } from "../api.ts";
import { useTexts } from "../texts.tsx";
import { ProblemAlert } from "../ui/problem-alert.tsx";
import { useStudy } from "../use-study.ts";
import { blankDraft, copyDraft } from "./edit/blank-draft.ts";
import type { JsonObject } from "./edit/json-path.ts";
import { useAuthoringTexts } from "./editor.ts";

interface Fields {
  readonly name: string;
  readonly title: string;
  readonly purpose?: string;
  readonly source: string;
}

const blank = "blank";

async function readSource(study: string, source: string): Promise<JsonObject | null> {
  const [from, name = "", pack = ""] = source.split(" ");
  if (from === "pack") {
    const { readPackQuestionnaire } = await import("./pack-library.ts");
    return readPackQuestionnaire(pack, name);
  }
  if (from !== "study") return null;
  const { draft } = await client.call(routes.getQuestionnaire, { params: { study, questionnaire: name } });
  return draft as unknown as JsonObject;
}

/** Starts a questionnaire: blank, or as a copy of one of this study or of the packs that come with the program. */
export function NewQuestionnaire({ existing }: { readonly existing: readonly QuestionnaireSummary[] }) {
  const texts = useAuthoringTexts();
  const desk = useTexts();
  const { id } = useStudy();
  const navigate = useNavigate();
  const [open, setOpen] = useState(false);
  const [sources, setSources] = useState<readonly { readonly value: string; readonly label: string }[]>([]);
  const [failure, setFailure] = useState<unknown>(null);
  const create = useAction(routes.saveQuestionnaireDraft);
  const names = new Set(existing.map(({ name }) => name));
  const show = async () => {
    setOpen(true);
    const { listPackQuestionnaires } = await import("./pack-library.ts");
    setSources(
      listPackQuestionnaires().map(({ pack, name, title }) => ({
        value: `pack ${name} ${pack}`,
        label: `${title}（${name}）`,
      })),
    );
  };
  const start = async ({ name, title, purpose = "", source }: Fields) => {
    setFailure(null);
    try {
      const original = await readSource(id, source);
      const draft = original === null ? blankDraft(name, title, purpose) : copyDraft(original, name, title);
      await create.mutateAsync({
        params: { study: id, questionnaire: name },
        query: { base: 0 },
        body: draft as never,
      });
      await navigate(`/studies/${id}/questionnaires/${name}?tab=draft`);
    } catch (error) {
      setFailure(error);
    }
  };
  return (
    <>
      <Button type="primary" onClick={() => void show()}>
        {texts.newQuestionnaire}
      </Button>
      <Modal open={open} title={texts.newQuestionnaire} footer={null} destroyOnHidden onCancel={() => setOpen(false)}>
        <Form<Fields> layout="vertical" initialValues={{ source: blank }} onFinish={(fields) => void start(fields)}>
          <Form.Item
            name="title"
            label={texts.questionnaireTitle}
            rules={[{ required: true, whitespace: true, message: texts.titleNeeded }]}
          >
            <Input maxLength={200} />
          </Form.Item>
          <Form.Item
            name="name"
            label={texts.questionnaireName}
            extra={texts.questionnaireNameNote}
            rules={[
              { required: true, pattern: /^[a-z0-9][a-z0-9-]{0,63}$/u, message: texts.questionnaireNameNote },
              {
                validator: async (_, name: string) =>
                  names.has(name) ? Promise.reject(new Error(texts.nameTaken)) : undefined,
              },
            ]}
          >
            <Input spellCheck={false} autoCapitalize="none" />
          </Form.Item>
          <Form.Item name="source" label={texts.startFrom}>
            <Select
              showSearch={{ optionFilterProp: "label" }}
              options={[
                { value: blank, label: texts.fromBlank },
                {
                  label: texts.fromStudy,
                  options: existing.map(({ name, title }) => ({
                    value: `study ${name}`,
                    label: `${title}（${name}）`,
                  })),
                },
                { label: texts.fromPacks, options: [...sources] },
              ]}
            />
          </Form.Item>
          <Form.Item noStyle dependencies={["source"]}>
            {({ getFieldValue }) =>
              getFieldValue("source") === blank && (
                <Form.Item
                  name="purpose"
                  label={texts.purpose}
                  extra={texts.purposeNote}
                  rules={[{ required: true, whitespace: true, message: texts.purposeNeeded }]}
                >
                  <Input.TextArea rows={2} maxLength={500} />
                </Form.Item>
              )
            }
          </Form.Item>
          <ProblemAlert error={failure} />
          <Button type="primary" htmlType="submit" loading={create.isPending}>
            {texts.create}
          </Button>{" "}
          <Button onClick={() => setOpen(false)}>{desk.cancel}</Button>
        </Form>
      </Modal>
    </>
  );
}
