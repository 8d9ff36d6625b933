import { type KeyboardEvent, useId, useMemo, useState } from 'react';
import { appStore, useMoment } from '../../store/hooks.ts';
import { useText } from '../text.ts';
import { closeDialog } from './open-dialog.ts';
import { findItems, type PaletteItem, paletteItems } from './palette-items.ts';
import { Window } from './window.tsx';

const SHOWN = 60;

/** Finds everything by its name: actions, scenes, jumps, events by number. */
export default function PaletteDialog() {
  const { palette } = useText();
  const { world } = useMoment();
  const [query, setQuery] = useState('');
  const [place, setPlace] = useState(0);
  const list = useId();
  const items = useMemo(() => paletteItems(world, appStore.getState()), [world]);
  const found = findItems(items, query, appStore.getState()).slice(0, SHOWN);
  const current = Math.min(place, found.length - 1);
  const take = (item: PaletteItem | undefined): void => {
    if (item?.enabled !== true) return;
    closeDialog();
    item.run();
  };
  const onKey = (event: KeyboardEvent): void => {
    if (event.key === 'ArrowDown') setPlace(Math.min(found.length - 1, current + 1));
    else if (event.key === 'ArrowUp') setPlace(Math.max(0, current - 1));
    else if (event.key === 'Enter') take(found[current]);
    else return;
    event.preventDefault();
  };
  return (
    <Window title={palette.title}>
      <input
        className="palette-input"
        role="combobox"
        aria-expanded="true"
        aria-controls={list}
        aria-label={palette.title}
        aria-activedescendant={current < 0 ? undefined : `${list}-${current}`}
        placeholder={palette.placeholder}
        value={query}
        autoComplete="off"
        spellCheck={false}
        onKeyDown={onKey}
        onChange={(event) => {
          setQuery(event.target.value);
          setPlace(0);
        }}
      />
      <p className="visually-hidden" role="status">
        {found.length === 0 ? palette.noMatch : palette.found(found.length)}
      </p>
      <div id={list} role="listbox" aria-label={palette.title} className="palette-list" tabIndex={-1}>
        {found.length === 0 && <p className="window-note">{palette.noMatch}</p>}
        {found.map((item, row) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the field above has the keys.
          <div
            key={item.id}
            id={`${list}-${row}`}
            role="option"
            tabIndex={-1}
            aria-selected={row === current}
            aria-disabled={!item.enabled}
            className="palette-item"
            ref={(element) => {
              if (row === current && element !== null && 'scrollIntoView' in element) {
                element.scrollIntoView({ block: 'nearest' });
              }
            }}
            onClick={() => take(item)}
          >
            <span>{item.label}</span>
            <small>{item.about}</small>
          </div>
        ))}
      </div>
    </Window>
  );
}
