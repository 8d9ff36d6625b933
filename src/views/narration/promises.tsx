import type { InvariantId } from '../../check/violation.ts';
import { appStore } from '../../store/hooks.ts';
import { closeAround, Popover } from '../menus/popover.tsx';
import type { PacedStep } from '../paced.ts';
import { useText } from '../text.ts';

/** One tick per promise; a broken one grows to full height. */
export function Promises({ timeline, step }: PacedStep) {
  const { promises, narration } = useText();
  const ids = Object.keys(promises) as InvariantId[];
  const broken = new Map<InvariantId, number>();
  for (const { invariant, step: at } of timeline.violations) {
    if (at <= step && !broken.has(invariant)) broken.set(invariant, at);
  }
  const count = broken.size;
  const label = count === 0 ? narration.holds(ids.length) : narration.broken(count, ids.length);
  return (
    <Popover
      name={label}
      className="promises"
      panelClass="promises-panel"
      button={
        <>
          <span className="promises-ticks" aria-hidden="true">
            {ids.map((id) => (
              <i key={id} className={broken.has(id) ? 'broken' : ''} />
            ))}
          </span>
          <span className="promises-count">{label}</span>
          <span className="promises-short">{count === 0 ? narration.holdsShort(ids.length) : count}</span>
        </>
      }
    >
      <h2>{narration.allPromises}</h2>
      <ul>
        {ids.map((id) => {
          const at = broken.get(id);
          return (
            <li key={id} className={at === undefined ? '' : 'broken'}>
              <span className="promises-id">{id}</span>
              <span>
                <b>{promises[id].name}</b> {promises[id].says}
              </span>
              {at !== undefined && (
                <button
                  type="button"
                  onClick={(event) => {
                    appStore.getState().seekStep(at);
                    closeAround(event.currentTarget);
                  }}
                >
                  #{at}
                </button>
              )}
            </li>
          );
        })}
      </ul>
    </Popover>
  );
}
