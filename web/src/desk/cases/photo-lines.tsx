import type { CasePicture, CaseSummary } from "@diaoyan/analysis";
import { type CaseMaterial, routes } from "@diaoyan/api/contract";
import { newUuid } from "@diaoyan/api/contract/uuid";
import { Button, Checkbox, Input } from "antd";
import { useAction } from "../api.ts";
import { ChooseFile } from "../exchange/choose-file.tsx";
import { PurgeButton } from "../recordings/purge-button.tsx";
import { useOriginal } from "../recordings/use-original.ts";
import { useTexts } from "../texts.tsx";
import { ProblemAlert } from "../ui/problem-alert.tsx";
import { mayCall, useStudy } from "../use-study.ts";

interface Props {
  readonly edited: CaseSummary;
  readonly material: CaseMaterial;
  readonly onChange: (pictures: readonly CasePicture[]) => void;
}

/** Photos of the case's sessions, which of them the collection prints and under which caption; others are handed in here. */
export function PhotoLines({ edited, material, onChange }: Props) {
  const texts = useTexts();
  return (
    <>
      <h3 className="case-heading">{texts.cases.pictures}</h3>
      {edited.session !== null && <p className="note">{texts.cases.picturesNote}</p>}
      <ul className="case-lines">
        {material.photos.map((photo) => (
          <PhotoLine key={photo.id} photo={photo} pictures={edited.pictures ?? []} onChange={onChange} />
        ))}
      </ul>
      {edited.session === null ? (
        <p className="note">{texts.cases.photoNeedsSession}</p>
      ) : (
        <AddPhoto caseId={edited.id} />
      )}
    </>
  );
}

function AddPhoto({ caseId }: { readonly caseId: string }) {
  const texts = useTexts();
  const { id: study } = useStudy();
  const add = useAction(routes.addCasePhoto);
  const send = async (file: File) => {
    const params = { study, case: caseId, photo: newUuid(4) };
    const bytes = new Uint8Array(await file.arrayBuffer());
    await add.mutateAsync({ params, query: { name: file.name }, bytes });
  };
  return (
    <>
      <ChooseFile
        label={texts.cases.addPhoto}
        accept="image/jpeg,image/png"
        busy={add.isPending}
        onChoose={(file) => void send(file).catch(() => undefined)}
      />
      <ProblemAlert error={add.error} />
    </>
  );
}

interface LineProps extends Pick<Props, "onChange"> {
  readonly photo: CaseMaterial["photos"][number];
  readonly pictures: readonly CasePicture[];
}

function PhotoLine({ photo: { id, name }, pictures, onChange }: LineProps) {
  const texts = useTexts();
  const { id: study, role } = useStudy();
  const original = useOriginal(study, id);
  const picture = pictures.find(({ attachment }) => attachment === id);
  const change = (changed: CasePicture) =>
    onChange(pictures.map((one) => (one.attachment === changed.attachment ? changed : one)));
  const caption = name.replace(/\.[a-z]+$/iu, "").slice(0, 200);
  const toggle = (checked: boolean) =>
    onChange(
      checked
        ? [...pictures, { attachment: id, caption, portrait: false }]
        : pictures.filter(({ attachment }) => attachment !== id),
    );
  return (
    <li>
      <span className="grow">{name}</span>
      <Button
        size="small"
        loading={original.busy}
        onClick={() => (original.address === null ? void original.open() : original.close())}
      >
        {original.address === null ? texts.recordings.view : texts.recordings.hide}
      </Button>
      <Checkbox checked={picture !== undefined} onChange={(event) => toggle(event.target.checked)}>
        {texts.cases.addPicture}
      </Checkbox>
      {picture === undefined && mayCall(role, routes.purgeRecordings) && (
        <PurgeButton
          label={texts.recordings.purge}
          title={texts.cases.photoDestroy(name)}
          attachments={[id]}
          done={() => texts.cases.photoDestroyed}
        />
      )}
      {picture !== undefined && (
        <>
          <Input
            aria-label={texts.cases.caption}
            value={picture.caption}
            maxLength={200}
            onChange={(event) => change({ ...picture, caption: event.target.value })}
          />
          <Checkbox
            checked={picture.portrait}
            onChange={(event) => change({ ...picture, portrait: event.target.checked })}
          >
            {texts.cases.portrait}
          </Checkbox>
        </>
      )}
      <ProblemAlert error={original.error} />
      {original.address !== null && (
        <div className="case-photo">
          <img src={original.address} alt={picture?.caption ?? name} />
        </div>
      )}
    </li>
  );
}
