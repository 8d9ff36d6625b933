import { type KeyboardEvent, type ReactNode, Suspense, useId } from 'react';
import { Coming } from '../coming.tsx';

export interface Tab {
  readonly id: string;
  readonly title: string;
  readonly content: ReactNode;
}

interface Props {
  readonly label: string;
  readonly tabs: readonly Tab[];
  readonly open: string;
  readonly onOpen: (id: string) => void;
}

/** One view at a time; the arrows change it, as the pattern for tabs wants. */
export function Tabs({ label, tabs, open, onOpen }: Props) {
  const base = useId();
  const shown = tabs.find((tab) => tab.id === open) ?? tabs[0];
  const onKeyDown = (event: KeyboardEvent): void => {
    const direction = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    if (direction === 0 || shown === undefined) return;
    event.preventDefault();
    const next = tabs[(tabs.indexOf(shown) + direction + tabs.length) % tabs.length];
    if (next === undefined) return;
    onOpen(next.id);
    document.getElementById(`${base}-${next.id}`)?.focus();
  };
  return (
    <div className="tabs">
      <div className="tab-list" role="tablist" aria-label={label} onKeyDown={onKeyDown}>
        {tabs.map((tab) => (
          <button
            key={tab.id}
            id={`${base}-${tab.id}`}
            type="button"
            role="tab"
            aria-selected={tab === shown}
            aria-controls={`${base}-panel`}
            tabIndex={tab === shown ? 0 : -1}
            onClick={() => onOpen(tab.id)}
          >
            {tab.title}
          </button>
        ))}
      </div>
      <div className="tab-panel" id={`${base}-panel`} role="tabpanel" aria-labelledby={`${base}-${shown?.id ?? ''}`}>
        <Suspense fallback={<Coming />}>{shown?.content}</Suspense>
      </div>
    </div>
  );
}
