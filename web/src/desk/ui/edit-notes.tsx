import { Alert, Button, Popconfirm, Space } from "antd";
import { problemOf } from "../api.ts";
import { useTexts } from "../texts.tsx";
import { ProblemAlert } from "./problem-alert.tsx";
import type { Kept } from "./use-kept-draft.ts";

interface Props {
  readonly restored: Kept<unknown>["restored"];
  /** Why the last saving failed. */
  readonly error: unknown;
  /** Drops what is on the page and shows what is stored. */
  readonly onDiscard: () => Promise<void>;
  /** Stores what is on the page over what somebody else stored. */
  readonly onOverwrite?: () => Promise<void>;
  /** Where both can be put together row by row, nobody has to give way. */
  readonly onMerge?: () => Promise<void>;
  /** How they are put together. */
  readonly mergeNote?: string;
}

type Choices = Pick<Props, "onDiscard" | "onOverwrite" | "onMerge" | "mergeNote">;

/** Somebody else stored meanwhile: the person decides whose words stay; nothing is overwritten silently. */
function ConflictChoice({ onDiscard, onOverwrite, onMerge, mergeNote }: Choices) {
  const texts = useTexts();
  return (
    <Alert
      type="warning"
      showIcon
      className="problem"
      title={texts.conflict.title}
      description={
        <>
          <p>{onMerge === undefined ? texts.conflict.note : (mergeNote ?? texts.conflict.mergeNote)}</p>
          <Space wrap>
            {onMerge !== undefined && (
              <Button type="primary" onClick={() => void onMerge().catch(() => undefined)}>
                {texts.conflict.merge}
              </Button>
            )}
            {onOverwrite !== undefined && (
              <Popconfirm
                title={texts.conflict.overwriteConfirm}
                onConfirm={() => void onOverwrite().catch(() => undefined)}
              >
                <Button danger>{texts.conflict.overwrite}</Button>
              </Popconfirm>
            )}
            <Popconfirm title={texts.kept.discardConfirm} onConfirm={() => void onDiscard().catch(() => undefined)}>
              <Button>{texts.conflict.theirs}</Button>
            </Popconfirm>
          </Space>
        </>
      }
    />
  );
}

/** What an editor says above its fields: unsaved content is back, somebody else was faster, saving failed. */
export function EditNotes({ restored, error, ...choices }: Props) {
  const texts = useTexts();
  const conflict = problemOf(error)?.code === "edit.conflict";
  return (
    <>
      {restored !== null && (
        <Alert
          type="info"
          showIcon
          className="problem"
          title={texts.kept.restored(texts.moment(restored.at))}
          action={
            <Popconfirm
              title={texts.kept.discardConfirm}
              onConfirm={() => void choices.onDiscard().catch(() => undefined)}
            >
              <Button size="small">{texts.kept.discard}</Button>
            </Popconfirm>
          }
        />
      )}
      {conflict && (choices.onOverwrite ?? choices.onMerge) !== undefined ? (
        <ConflictChoice {...choices} />
      ) : (
        <ProblemAlert error={error} />
      )}
    </>
  );
}
