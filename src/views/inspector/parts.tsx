import type { ReactNode } from 'react';
import { appStore, useApp } from '../../store/hooks.ts';
import { currentTimeline } from '../../store/store.ts';
import type { AppStore, Moment } from '../../store/types.ts';
import { Icon } from '../icons.tsx';
import { commandsFor, thingOf } from '../menus/commands.ts';
import { type MenuTarget, openMenu } from '../menus/open-menu.ts';
import { useText } from '../text.ts';
import type { ValueTable } from './changes.ts';

/** What it is: a picture, a name, a line about it. */
export function Head(props: { readonly mark: ReactNode; readonly title: string; readonly about: string }) {
  return (
    <div className="insp-head">
      {props.mark}
      <div>
        <h2>{props.title}</h2>
        <p>{props.about}</p>
      </div>
    </div>
  );
}

export function Section(props: { readonly title: string; readonly end?: string; readonly children: ReactNode }) {
  return (
    <section className="insp-section" aria-label={props.title}>
      <h3>
        {props.title}
        {props.end !== undefined && <span>{props.end}</span>}
      </h3>
      {props.children}
    </section>
  );
}

/** Names and values, one under the other. */
export function Values({ rows }: { readonly rows: readonly (readonly [name: string, value: ReactNode])[] }) {
  return (
    <dl className="insp-values">
      {rows.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** What survives a crash, apart from what does not. `changed` names the values to be lit. */
export function DiskAndMemory(props: {
  readonly disk: ValueTable;
  readonly memory: ValueTable;
  readonly changed: ReadonlySet<string>;
  readonly diskNote?: string | null;
  /** How a value is shown that can be set; absent: as text. */
  readonly show?: ShowValue;
}) {
  const { inspector } = useText();
  return (
    <div className="insp-store">
      <section aria-label={inspector.disk}>
        <h3>
          <Icon name="disk" size={15} /> {inspector.disk}
        </h3>
        <StoreList values={props.disk} changed={props.changed} show={props.show} />
        {typeof props.diskNote === 'string' && <p className="insp-note">{props.diskNote}</p>}
      </section>
      <section aria-label={inspector.memory}>
        <h3>
          <Icon name="memory" size={15} /> {inspector.memory}
        </h3>
        <StoreList values={props.memory} changed={props.changed} show={props.show} />
      </section>
    </div>
  );
}

type ShowValue = (name: string, value: string) => ReactNode;

function StoreList(props: {
  readonly values: ValueTable;
  readonly changed: ReadonlySet<string>;
  readonly show?: ShowValue | undefined;
}) {
  const { values, changed, show } = props;
  return (
    <dl>
      {[...values].map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd className={changed.has(name) ? 'changed' : ''}>{show?.(name, value) ?? value}</dd>
        </div>
      ))}
    </dl>
  );
}

const SHOWN_ACTIONS = 3;

/** What can be done changes with every step; while the run plays, it is looked up only when its panel is drawn. */
function useNow(): { readonly store: AppStore; readonly moment: Pick<Moment, 'world'> } {
  const standing = useApp((state) => (state.playing ? null : state));
  return nowOf(standing ?? appStore.getState());
}

function nowOf(store: AppStore): { readonly store: AppStore; readonly moment: Pick<Moment, 'world'> } {
  return { store, moment: { world: currentTimeline(store).worldAt(store.cursor.step) } };
}

/** Gives a command at the cursor as it is when it is chosen: its button may have been drawn some steps ago. */
function runNow(target: MenuTarget, id: string): void {
  const { store, moment } = nowOf(appStore.getState());
  const command = commandsFor(target, moment, store).find((other) => other.id === id);
  if (command?.enabled) command.run();
}

/** The first things that can be done with it now, and the way to all others. */
export function Actions({ target }: { readonly target: MenuTarget }) {
  const text = useText();
  const { store, moment } = useNow();
  const commands = commandsFor(target, moment, store);
  const possible = commands.filter(({ enabled, asks }) => enabled && asks !== true);
  if (commands.length === 0) return null;
  const thing = thingOf(target, moment, store);
  return (
    <section className="insp-actions" aria-label={text.inspector.actions(thing)}>
      {possible.slice(0, SHOWN_ACTIONS).map((command) => (
        <button key={command.id} type="button" onClick={() => runNow(target, command.id)}>
          {command.label}
        </button>
      ))}
      {commands.length > SHOWN_ACTIONS && (
        <button
          type="button"
          onClick={(event) => {
            const { left, top } = event.currentTarget.getBoundingClientRect();
            openMenu(target, { x: left, y: top });
          }}
        >
          {text.inspector.more}
        </button>
      )}
    </section>
  );
}

/** A sentence with the terms and indexes in it lit. */
export function Why({ children }: { readonly children: string }) {
  const { emphasis } = useText();
  const parts: ReactNode[] = [];
  let last = 0;
  for (const match of children.matchAll(emphasis)) {
    parts.push(children.slice(last, match.index), <em key={match.index}>{match[0]}</em>);
    last = match.index + match[0].length;
  }
  parts.push(children.slice(last));
  return <p className="insp-why">{parts}</p>;
}
