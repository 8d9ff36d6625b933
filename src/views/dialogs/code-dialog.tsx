import { useText } from '../text.ts';
import type { DialogRequest } from './open-dialog.ts';
import { QrCode } from './qr-code.tsx';
import { Window } from './window.tsx';

type CodeRequest = Extract<DialogRequest, { readonly kind: 'code' }>;

/** The code of a link as large as the page allows, for a whole room; the link itself stands under it. */
export default function CodeDialog({ request }: { readonly request: CodeRequest }) {
  const { embed } = useText();
  return (
    <Window title={embed.qrOf(request.title)} wide>
      <div className="code-large">
        <QrCode url={request.url} label={embed.qrImage(request.url)} />
        <p className="mono">{request.url}</p>
      </div>
    </Window>
  );
}
