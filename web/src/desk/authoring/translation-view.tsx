import { decodeText } from "@diaoyan/api/contract";
import { readCsvRows, readTextCell, writeTextRows } from "@diaoyan/instruments";
import { Alert, Button, Checkbox, Input, Modal, Space, Upload } from "antd";
import { useMemo, useState } from "react";
import { saveFile } from "../ui/save-file.ts";
import { type JsonObject, sayPath } from "./edit/json-path.ts";
import { listOutline } from "./edit/outline.ts";
import { callNode } from "./edit/references.ts";
import { applyTranslations, changeText, findToCheck, listTexts, type TranslatableText } from "./edit/translations.ts";
import { useAuthoringTexts, useEditor } from "./editor.ts";
import { findNode } from "./use-checked.ts";

/** The texts as a table file, Chinese readable in spreadsheet programs. */
function writeCsv(texts: readonly TranslatableText[], head: readonly string[]): string {
  return writeTextRows([head, ...texts.map(({ key, owner, zh, en }) => [key, owner, zh, en])]);
}

/** Every text of the draft with its English beside it; what is missing, and what to check since the Chinese changed. */
export function TranslationView({ name, published }: { readonly name: string; readonly published: JsonObject | null }) {
  const { draft, chosen, readOnly, apply } = useEditor();
  const texts = useAuthoringTexts();
  // the list stays as it was filtered, so that a line does not vanish at its first letter
  const [kept, setKept] = useState<ReadonlySet<string> | null>(null);
  const [checked, setChecked] = useState<ReadonlySet<string>>(new Set());
  const [outcome, setOutcome] = useState<ReturnType<typeof applyTranslations> | null>(null);
  const all = useMemo(() => listTexts(draft), [draft]);
  const stale = useMemo(() => findToCheck(all, published), [all, published]);
  const toCheck = new Set([...stale].filter((key) => !checked.has(key)));
  const missing = all.filter(({ en }) => en.trim() === "");
  const shown = kept === null ? all : all.filter(({ key }) => kept.has(key));
  const filter = (on: boolean) => setKept(on ? new Set([...missing.map(({ key }) => key), ...toCheck]) : null);
  const fill = (rows: readonly (readonly string[])[]) => {
    const result = applyTranslations(
      draft,
      rows.map((row) => row.map(readTextCell)),
    );
    setOutcome(result);
    apply({ draft: result.draft, chosen });
  };
  const write = (text: TranslatableText, locale: "zh" | "en", words: string) =>
    apply({ draft: changeText(draft, text, locale, words), chosen }, `${sayPath(text.path)} ${locale}`);
  return (
    <>
      <div className="actions">
        <strong>{texts.translationCounts(all.length, missing.length, toCheck.size)}</strong>
        <Checkbox checked={kept !== null} onChange={({ target }) => filter(target.checked)}>
          {texts.missingOnly}
        </Checkbox>
        <Space wrap>
          <Button
            size="small"
            onClick={() =>
              saveFile(
                `${name}-${texts.translationFile}.csv`,
                new Blob([writeCsv(all, texts.translationHead)], { type: "text/csv" }),
              )
            }
          >
            {texts.downloadCsv}
          </Button>
          {!readOnly && <UploadCsv onRows={fill} />}
          {!readOnly && <PasteTwo onRows={fill} />}
        </Space>
      </div>
      {outcome !== null && (
        <Alert
          type={outcome.unknown.length > 0 ? "warning" : "success"}
          showIcon
          closable
          title={texts.translated(outcome.changed)}
          description={
            outcome.unknown.length > 0 &&
            texts.untranslated(outcome.unknown.slice(0, 5).join("、"), outcome.unknown.length)
          }
        />
      )}
      <ul className="author-translations">
        {shown.map((text) => (
          <TranslationLine
            key={text.key}
            text={text}
            toCheck={toCheck.has(text.key)}
            readOnly={readOnly}
            onWrite={(locale, words) => write(text, locale, words)}
            onChecked={() => setChecked(new Set([...checked, text.key]))}
          />
        ))}
      </ul>
      {shown.length === 0 && <p className="note">{texts.nothingMissing}</p>}
    </>
  );
}

interface LineProps {
  readonly text: TranslatableText;
  readonly toCheck: boolean;
  readonly readOnly: boolean;
  readonly onWrite: (locale: "zh" | "en", words: string) => void;
  readonly onChecked: () => void;
}

function TranslationLine({ text, toCheck, readOnly, onWrite, onChecked }: LineProps) {
  const { draft } = useEditor();
  const texts = useAuthoringTexts();
  const at = findNode(draft, sayPath(text.path))?.join();
  const line = at === undefined ? undefined : listOutline(draft).find(({ path }) => path.join() === at);
  const owner =
    line === undefined ? [texts.settings, text.owner].filter((part) => part !== "").join(" ") : callNode(line);
  const where = `${owner} · ${sayPart(text.key, texts.properties)}`;
  return (
    <li>
      <p className="note">
        {where}
        {toCheck && (
          <>
            <span className="author-mark warning">{texts.toCheck}</span>
            <Button type="link" size="small" onClick={onChecked}>
              {texts.markChecked}
            </Button>
          </>
        )}
      </p>
      <div className="author-pair beside-pair">
        <Input.TextArea
          aria-label={texts.textIn(where, texts.chinese)}
          value={text.zh}
          readOnly={readOnly || text.shorthand}
          autoSize={{ minRows: 1, maxRows: 8 }}
          onChange={({ target }) => target.value !== "" && onWrite("zh", target.value)}
        />
        <Input.TextArea
          lang="en"
          aria-label={texts.textIn(where, texts.english)}
          placeholder="English"
          status={text.en.trim() === "" ? "warning" : ""}
          value={text.en}
          readOnly={readOnly}
          autoSize={{ minRows: 1, maxRows: 8 }}
          onChange={({ target }) => onWrite("en", target.value)}
        />
      </div>
    </li>
  );
}

/** The part of its question a text is: the property, with the option it belongs to. */
function sayPart(key: string, properties: Readonly<Record<string, string>>): string {
  const [, list, option, property] = /(\w+)\[([^\]]*)\](?:\.(\w+))?$/u.exec(key) ?? [];
  const last = property ?? key.split(".").at(-1) ?? "";
  if (list === undefined || list === "elements" || list === "pages" || list === "templateElements") {
    return properties[last] ?? last;
  }
  const part = `${properties[list] ?? list} ${option}`;
  return property === undefined || property === "text" ? part : `${part} ${properties[property] ?? property}`;
}

function UploadCsv({ onRows }: { readonly onRows: (rows: readonly (readonly string[])[]) => void }) {
  const texts = useAuthoringTexts();
  const [error, setError] = useState<string | null>(null);
  const read = async (file: File) => {
    try {
      setError(null);
      // as Chinese Excel saves it, too
      const text = decodeText(new Uint8Array(await file.arrayBuffer()));
      if (text === undefined) return setError(file.name);
      onRows(readCsvRows(text).slice(1));
    } catch (thrown) {
      setError(thrown instanceof Error ? thrown.message : String(thrown));
    }
  };
  return (
    <>
      <Upload
        accept=".csv"
        showUploadList={false}
        beforeUpload={(file) => {
          void read(file);
          return false;
        }}
      >
        <Button size="small">{texts.uploadCsv}</Button>
      </Upload>
      {error !== null && <Alert type="error" showIcon title={texts.csvUnreadable} description={error} />}
    </>
  );
}

function PasteTwo({ onRows }: { readonly onRows: (rows: readonly (readonly string[])[]) => void }) {
  const texts = useAuthoringTexts();
  const [open, setOpen] = useState(false);
  const [text, setText] = useState("");
  const rows = text
    .split(/\r\n|\r|\n/u)
    .filter((line) => line.trim() !== "")
    .map((line) => line.split("\t").slice(0, 2));
  const take = () => {
    onRows(rows.filter((row) => row.length === 2));
    setText("");
    setOpen(false);
  };
  return (
    <>
      <Button size="small" onClick={() => setOpen(true)}>
        {texts.pasteTwo}
      </Button>
      <Modal
        open={open}
        title={texts.pasteTwo}
        onOk={take}
        okButtonProps={{ disabled: rows.length === 0 }}
        onCancel={() => setOpen(false)}
      >
        <p className="note">{texts.pasteTwoNote}</p>
        <Input.TextArea
          aria-label={texts.pasteTwo}
          rows={8}
          value={text}
          onChange={({ target }) => setText(target.value)}
        />
      </Modal>
    </>
  );
}
