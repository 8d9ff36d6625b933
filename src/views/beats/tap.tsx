import { useEffect, useState } from 'react';
import type { Address } from '../../sim/types.ts';
import { appStore, useMoment } from '../../store/hooks.ts';
import { useNames, useText } from '../text.ts';

/** An index of the logs: chosen in the picture, or by its number. */
export function TapIndex({ onCommit }: { readonly onCommit: (index: number) => void }) {
  const { quiz } = useText();
  const { world } = useMoment();
  const last = Math.max(0, ...world.hosts.map(({ state }) => (state.kind === 'server' ? state.raft.log.lastIndex : 0)));
  const [chosen, setChosen] = useState<number | null>(null);
  useEffect(
    () =>
      appStore.subscribe(({ selection }, before) => {
        if (selection !== before.selection && selection?.kind === 'entry') setChosen(selection.index);
      }),
    [],
  );
  return (
    <>
      <p>{quiz.tapIndex}</p>
      <div className="beat-taps">
        {Array.from({ length: last + 1 }, (_, index) => (
          <button
            // biome-ignore lint/suspicious/noArrayIndexKey: the index is what it is
            key={index}
            type="button"
            aria-label={quiz.index(index)}
            aria-pressed={index === chosen}
            onClick={() => setChosen(index)}
          >
            {index === 0 ? '–' : index}
          </button>
        ))}
      </div>
      <Commit isReady={chosen !== null} onCommit={() => onCommit(chosen ?? 0)} />
    </>
  );
}

/** Some servers, or none: each is taken or left by choosing it in the picture, or here. */
export function TapServers({ onCommit }: { readonly onCommit: (servers: readonly Address[]) => void }) {
  const { quiz } = useText();
  const name = useNames();
  const { world } = useMoment();
  const servers = world.hosts.filter(({ state }) => state.kind === 'server').map(({ address }) => address);
  const [chosen, setChosen] = useState<readonly Address[]>([]);
  const toggle = (server: Address): void => setChosen((known) => toggled(known, server));
  useEffect(
    () =>
      appStore.subscribe(({ selection }, before) => {
        if (selection === before.selection || selection?.kind !== 'server') return;
        const { id } = selection;
        setChosen((known) => toggled(known, id));
        // Chosen once more, it is to be left again.
        appStore.getState().select(null);
      }),
    [],
  );
  return (
    <>
      <p>{quiz.tapServers}</p>
      <div className="beat-taps">
        {servers.map((server) => (
          <button key={server} type="button" aria-pressed={chosen.includes(server)} onClick={() => toggle(server)}>
            {name(server)}
          </button>
        ))}
      </div>
      <Commit isReady onCommit={() => onCommit([...chosen].sort((a, b) => a - b))} />
    </>
  );
}

function toggled(known: readonly Address[], server: Address): readonly Address[] {
  return known.includes(server) ? known.filter((other) => other !== server) : [...known, server];
}

function Commit({ isReady, onCommit }: { readonly isReady: boolean; readonly onCommit: () => void }) {
  const { quiz } = useText();
  return (
    <button type="button" className="beat-commit" disabled={!isReady} onClick={onCommit}>
      {quiz.commit}
    </button>
  );
}
