import { formatOperation } from '../../cluster/command-text.ts';
import type { ClientMember } from '../../cluster/types.ts';
import type { Messages } from '../../messages/index.ts';
import { useDrawnLogs } from '../drawn.ts';
import { useNames, useText } from '../text.ts';

/** What each client waits for, or was told last, for the back row. Nothing of those that have asked nothing. */
export function StageClients() {
  const { world } = useDrawnLogs();
  const words = useText();
  const name = useNames();
  const lines = world.hosts.flatMap(({ address, state }) =>
    state.kind === 'client' ? [lineOf(state, name(address), words)].filter((line) => line !== null) : [],
  );
  if (lines.length === 0) return null;
  return (
    <ul className="stage-clients" aria-label={words.stage.clients}>
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
}

function lineOf({ pending, finished }: ClientMember, name: string, words: Messages): string | null {
  const [waiting] = pending;
  if (waiting !== undefined) return words.stage.waits(name, formatOperation(waiting.operation));
  const last = finished.get(finished.length - 1);
  if (last === undefined) return null;
  const { outcome, result, reason } = last;
  const answer = outcome === 'ok' && result !== null ? words.resultOf(result) : words.reasonOf(reason);
  return words.stage.told(name, formatOperation(last.operation), answer);
}
