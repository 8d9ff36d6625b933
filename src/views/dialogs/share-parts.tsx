import { useEffect, useId, useRef, useState } from 'react';
import { appStore } from '../../store/hooks.ts';
import { type Address, shareAddress } from '../../store/share.ts';
import { pageAddress } from '../page-address.ts';
import { useText, useTitle } from '../text.ts';
import { ChoiceField } from './fields.tsx';
import { closeDialog, openDialog } from './open-dialog.ts';
import { fitsCode, QrCode } from './qr-code.tsx';

/** The link as a code for phones, and the way to show it to a room. */
export function QrPart({ address }: { readonly address: Address }) {
  const { embed } = useText();
  const title = useTitle();
  const { url } = address;
  return (
    <section>
      <h3>{embed.qr}</h3>
      {fitsCode(url) ? (
        <div className="share-row share-qr">
          <QrCode url={url} label={embed.qrImage(url)} />
          <button type="button" className="button" onClick={() => openDialog({ kind: 'code', url, title })}>
            {embed.qrLarge}
          </button>
        </div>
      ) : (
        <p className="window-note">{embed.qrTooLong}</p>
      )}
    </section>
  );
}

const FRAME_THEMES = ['own', 'light', 'dark'] as const;
type FrameTheme = (typeof FRAME_THEMES)[number];

/** The code of a frame that shows this moment in another page (docs/embedding.md). */
export function FramePart({ onProblem }: { readonly onProblem: (problem: string) => void }) {
  const { embed, dialogs } = useText();
  const title = useTitle();
  const [url, setUrl] = useState<string | null>(null);
  const [theme, setTheme] = useState<FrameTheme>('own');
  const field = useRef<HTMLTextAreaElement>(null);
  const id = useId();
  useEffect(() => {
    let isOpen = true;
    const view = { mode: 'embed', ...(theme !== 'own' && { theme }) };
    shareAddress(appStore, pageAddress().url, view).then(
      (made) => isOpen && setUrl(made.url),
      () => isOpen && onProblem(dialogs.share.failed),
    );
    return () => {
      isOpen = false;
    };
  }, [dialogs, onProblem, theme]);
  const code = url === null ? '' : frameCode(url, embed.frameTitle(title));
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(code);
      closeDialog();
      appStore.getState().setNotice({ kind: 'info', text: embed.copied });
    } catch {
      field.current?.select();
      onProblem(dialogs.share.notCopied);
    }
  };
  return (
    <section>
      <h3>{embed.frame}</h3>
      <p className="window-note">{embed.aboutFrame}</p>
      <ChoiceField
        label={embed.theme}
        value={theme}
        options={FRAME_THEMES.map((name) => ({ value: name, label: embed.themes[name] }))}
        onChange={(name) => setTheme(name as FrameTheme)}
      />
      <label htmlFor={id}>{embed.code}</label>
      <textarea
        ref={field}
        id={id}
        className="share-link share-code"
        readOnly
        rows={4}
        value={code}
        onFocus={(event) => event.target.select()}
      />
      <div className="share-row">
        <button type="button" className="button" disabled={url === null} onClick={() => void copy()}>
          {embed.copyCode}
        </button>
      </div>
    </section>
  );
}

/** The page itself to be taken along, where it is served together with its one file. */
export function OneFile() {
  const { embed } = useText();
  if (document.querySelector('link[rel="manifest"]') === null) return null;
  return (
    <p className="window-note">
      <a href="./raftlight.html" download="raftlight.html">
        {embed.oneFile}
      </a>{' '}
      {embed.aboutOneFile}
    </p>
  );
}

function frameCode(url: string, title: string): string {
  const style = 'width: 100%; height: 480px; border: 0';
  return `<iframe src="${inAttribute(url)}" title="${inAttribute(title)}" style="${style}" allow="fullscreen; clipboard-write" loading="lazy"></iframe>`;
}

function inAttribute(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/"/g, '&quot;').replace(/</g, '&lt;');
}
