import { type KeyboardEvent, useEffect, useRef, useSyncExternalStore } from 'react';
import { useApp, useMoment } from '../../store/hooks.ts';
import { useText } from '../text.ts';
import { type Command, commandsFor, thingOf } from './commands.ts';
import { closeMenu, currentMenu, type MenuRequest, subscribeMenu } from './open-menu.ts';
import './context-menu.css';

const MARGIN = 8;

/** The menu of the thing that `openMenu` was asked for. Stands once in the page. */
export function ContextMenu() {
  const request = useSyncExternalStore(subscribeMenu, currentMenu);
  return request === null ? null : <Menu request={request} />;
}

function Menu({ request }: { readonly request: MenuRequest }) {
  const text = useText();
  const moment = useMoment();
  // Undo, selection and the like decide what is possible.
  const store = useApp((state) => state);
  const menu = useRef<HTMLDivElement>(null);
  const { target, at } = request;
  const commands = commandsFor(target, moment, store);
  const thing = thingOf(target, moment, store);
  useEffect(() => {
    const element = menu.current;
    if (element === null) return;
    const { offsetWidth, offsetHeight } = element;
    element.style.left = `${Math.max(MARGIN, Math.min(at.x, window.innerWidth - offsetWidth - MARGIN))}px`;
    element.style.top = `${Math.max(MARGIN, Math.min(at.y, window.innerHeight - offsetHeight - MARGIN))}px`;
    element.querySelector<HTMLElement>('[role="menuitem"]')?.focus();
    const away = (event: Event): void => {
      if (event.target instanceof Node && !element.contains(event.target)) closeMenu();
    };
    document.addEventListener('pointerdown', away, true);
    window.addEventListener('blur', closeMenu);
    return () => {
      document.removeEventListener('pointerdown', away, true);
      window.removeEventListener('blur', closeMenu);
    };
  }, [at]);
  return (
    <div ref={menu} className="menu" role="menu" aria-label={text.menus.title(thing)} onKeyDown={onKey} tabIndex={-1}>
      <div className="menu-title" aria-hidden="true">
        {thing}
      </div>
      {commands.map((command) => (
        <Item key={command.id} command={command} />
      ))}
    </div>
  );
}

function Item({ command }: { readonly command: Command }) {
  const { menus } = useText();
  const { label, enabled, reasonIfNot, hint, run, unsafe } = command;
  return (
    <button
      type="button"
      role="menuitem"
      tabIndex={-1}
      className="menu-item"
      aria-disabled={!enabled}
      onClick={() => {
        if (!enabled) return;
        closeMenu();
        run();
      }}
    >
      <span>
        {label}
        {unsafe === true && ' '}
        {unsafe === true && <span className="menu-unsafe">{menus.unsafe}</span>}
      </span>
      {reasonIfNot !== null && ' '}
      {reasonIfNot !== null && <span className="menu-reason">{menus.notNow(reasonIfNot)}</span>}
      {hint !== null && reasonIfNot === null && (
        <span className="menu-hint" aria-hidden="true">
          {hint}
        </span>
      )}
    </button>
  );
}

function onKey(event: KeyboardEvent<HTMLElement>): void {
  const items = [...event.currentTarget.querySelectorAll<HTMLElement>('[role="menuitem"]')];
  const place = items.indexOf(document.activeElement as HTMLElement);
  const focus = (next: number): void => items[(next + items.length) % items.length]?.focus();
  const letter = event.key.length === 1 && !event.ctrlKey && !event.metaKey ? event.key.toLowerCase() : null;
  if (event.key === 'ArrowDown') focus(place + 1);
  else if (event.key === 'ArrowUp') focus(place - 1);
  else if (event.key === 'Home') focus(0);
  else if (event.key === 'End') focus(items.length - 1);
  else if (event.key === 'Escape' || event.key === 'Tab') closeMenu();
  else if (letter !== null && letter !== ' ') focusByLetter(items, place, letter);
  else return;
  event.preventDefault();
  event.stopPropagation();
}

function focusByLetter(items: readonly HTMLElement[], place: number, letter: string): void {
  const order = [...items.slice(place + 1), ...items.slice(0, place + 1)];
  order.find((item) => item.textContent.trim().toLowerCase().startsWith(letter))?.focus();
}
