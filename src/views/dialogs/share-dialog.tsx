import { useCallback, useEffect, useId, useRef, useState } from 'react';
import { appStore } from '../../store/hooks.ts';
import { type Address, fileOf, openFileText, shareAddress } from '../../store/share.ts';
import { pageAddress } from '../page-address.ts';
import { useText } from '../text.ts';
import { CheckField } from './fields.tsx';
import { closeDialog } from './open-dialog.ts';
import { FramePart, OneFile, QrPart } from './share-parts.tsx';
import { Problems, Window } from './window.tsx';

/** This very moment as a link, a code, a frame or a file; and the way to open a file. */
export default function ShareDialog() {
  const { dialogs, embed } = useText();
  const words = dialogs.share;
  const [address, setAddress] = useState<Address | null>(null);
  const [problems, setProblems] = useState<readonly string[]>([]);
  const [inLanguage, setInLanguage] = useState(() => appStore.getState().languageOfLink);
  const tell = useCallback((problem: string) => setProblems([problem]), []);
  useEffect(() => {
    let isOpen = true;
    const { language } = appStore.getState();
    shareAddress(appStore, pageAddress().url, inLanguage ? { language } : {}).then(
      (made) => isOpen && setAddress(made),
      () => isOpen && setProblems([words.failed]),
    );
    return () => {
      isOpen = false;
    };
  }, [words, inLanguage]);
  return (
    <Window title={words.title}>
      <p className="window-note">{words.about}</p>
      {!pageAddress().isPublic && <p className="window-note">{embed.fromDisk}</p>}
      <LinkPart address={address} onProblem={tell} />
      <CheckField label={words.inLanguage} checked={inLanguage} onChange={setInLanguage} />
      <Problems problems={problems} />
      {pageAddress().isPublic && address !== null && <QrPart address={address} />}
      {pageAddress().isPublic && <FramePart onProblem={tell} />}
      <h3>{words.file}</h3>
      <div className="share-row">
        <button type="button" className="button" onClick={saveFile}>
          {words.save}
        </button>
        <OpenFile onProblem={tell} />
      </div>
      <OneFile />
    </Window>
  );
}

function LinkPart(props: { readonly address: Address | null; readonly onProblem: (problem: string) => void }) {
  const { dialogs } = useText();
  const words = dialogs.share;
  const { address } = props;
  const field = useRef<HTMLInputElement>(null);
  const id = useId();
  const copy = async (url: string): Promise<void> => {
    try {
      await navigator.clipboard.writeText(url);
      closeDialog();
      appStore.getState().setNotice({ kind: 'info', text: words.copied });
    } catch {
      field.current?.select();
      props.onProblem(words.notCopied);
    }
  };
  return (
    <>
      <label htmlFor={id}>{words.link}</label>
      <input
        ref={field}
        id={id}
        className="share-link"
        readOnly
        value={address?.url ?? words.making}
        onFocus={(event) => event.target.select()}
      />
      {address?.tooLong === true && <p className="window-note">{words.tooLong}</p>}
      <div className="share-row">
        <button
          type="button"
          className="button primary"
          disabled={address === null}
          onClick={() => address !== null && void copy(address.url)}
        >
          {words.copy}
        </button>
      </div>
    </>
  );
}

function saveFile(): void {
  const { name, text } = fileOf(appStore);
  const url = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  const anchor = document.createElement('a');
  anchor.href = url;
  anchor.download = name;
  anchor.click();
  URL.revokeObjectURL(url);
}

function OpenFile({ onProblem }: { readonly onProblem: (problem: string) => void }) {
  const { dialogs } = useText();
  const input = useRef<HTMLInputElement>(null);
  const open = async (file: File | undefined): Promise<void> => {
    if (file === undefined) return;
    const opening = await openFileText(appStore, file.name, await file.text());
    if (opening.kind === 'problem') onProblem(opening.message);
    else closeDialog();
  };
  return (
    <>
      <button type="button" className="button" onClick={() => input.current?.click()}>
        {dialogs.share.open}
      </button>
      <input
        ref={input}
        type="file"
        hidden
        aria-label={dialogs.share.open}
        accept=".json,application/json"
        onChange={(event) => void open(event.target.files?.[0])}
      />
    </>
  );
}
