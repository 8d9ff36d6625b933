import { msToUs } from '../../base/time.ts';
import type { World } from '../../cluster/types.ts';
import { messagesOf } from '../../messages/index.ts';
import { openScene } from '../../scenario/scene.ts';
import { SCENES } from '../../scenario/scenes/index.ts';
import { isClient } from '../../sim/types.ts';
import { messagesInFlight } from '../../sim/world.ts';
import { MARKS_BY_KEY } from '../../store/keys.ts';
import type { AppStore } from '../../store/types.ts';
import { commandsFor, thingOf } from '../menus/commands.ts';
import type { MenuTarget } from '../menus/open-menu.ts';

/** Something that the palette finds. */
export interface PaletteItem {
  readonly id: string;
  readonly label: string;
  /** What it is, or why it is not possible now. */
  readonly about: string;
  readonly enabled: boolean;
  readonly run: () => void;
}

/** Everything that can be done now, every scene, every jump. */
export function paletteItems(world: World, store: AppStore): readonly PaletteItem[] {
  return [...jumpItems(store), ...sceneItems(store), ...commandItems(world, store)];
}

function commandItems(world: World, store: AppStore): PaletteItem[] {
  const { palette, menus } = messagesOf(store.language);
  const things: MenuTarget[] = [{ kind: 'cluster' }];
  for (const { address } of world.hosts) things.push({ kind: isClient(address) ? 'client' : 'server', id: address });
  for (const { from, to, ordinal, copy } of messagesInFlight(world)) {
    things.push({ kind: 'message', ref: { from, to, ordinal, copy } });
  }
  for (const { address: from } of world.hosts) {
    for (const { address: to } of world.hosts) {
      if (from < to && !isClient(to)) things.push({ kind: 'link', from, to });
    }
  }
  things.push(...uncommittedEntries(world));
  return things.flatMap((target, place) =>
    commandsFor(target, { world }, store).map((command) => ({
      id: `${place}.${command.id}`,
      label:
        target.kind === 'cluster' ? command.label : palette.onThing(command.label, thingOf(target, { world }, store)),
      about: command.reasonIfNot === null ? palette.groups.action : menus.notNow(command.reasonIfNot),
      enabled: command.enabled,
      run: () => command.run(),
    })),
  );
}

const LISTED_ENTRIES = 5;

/** What is not known to be committed yet, as the leaders have it: other entries are found in the logs. */
function uncommittedEntries(world: World): MenuTarget[] {
  const found = new Map<string, MenuTarget>();
  for (const { state } of world.hosts) {
    if (state.kind !== 'server' || state.raft.role !== 'leader') continue;
    const { log, commitIndex } = state.raft;
    const last = Math.min(log.lastIndex, commitIndex + LISTED_ENTRIES);
    for (let index = commitIndex + 1; index <= last; index++) {
      const term = log.termAt(index) ?? 0;
      found.set(`${index}.${term}`, { kind: 'entry', index, term });
    }
  }
  return [...found.values()];
}

function sceneItems(store: AppStore): PaletteItem[] {
  const { palette, sayings } = messagesOf(store.language);
  const say = (text: string): string => sayings[text] ?? text;
  const item = (id: string, variant: string | null, label: string): PaletteItem => ({
    id: `scene.${id}.${variant ?? ''}`,
    label,
    about: palette.groups.scene,
    enabled: true,
    run: () => {
      void openScene(id, variant).then((found) => {
        if (found.ok) store.openScenario(found.value, { kind: 'scene', id, variant });
      });
    },
  });
  return SCENES.flatMap(({ id, title, variants }) => [
    item(id, null, say(title)),
    ...(variants ?? []).map((variant) => item(id, variant.id, palette.variant(say(title), say(variant.title)))),
  ]);
}

function jumpItems(store: AppStore): PaletteItem[] {
  const { palette, transport } = messagesOf(store.language);
  return Object.values(MARKS_BY_KEY).flatMap((mark) => {
    const kind = transport.kinds[mark as keyof typeof transport.kinds];
    const item = (label: string, direction: 1 | -1): PaletteItem => ({
      id: `jump.${mark}.${direction}`,
      label,
      about: palette.groups.jump,
      enabled: true,
      run: () => store.jump([mark], direction),
    });
    return [item(transport.jumpNext(kind), 1), item(transport.jumpPrevious(kind), -1)];
  });
}

/** A number is an event to go to, and a time. */
function numberItems(query: string, store: AppStore): PaletteItem[] {
  const match = /^#?(\d{1,9})(?:\.\d{1,3})?(?: ?ms)?$/.exec(query.trim());
  if (match === null) return [];
  const { palette } = messagesOf(store.language);
  const written = query.trim().replace(/^#| ?ms$/g, '');
  const about = palette.groups.event;
  const us = msToUs(Number(written));
  const items: PaletteItem[] = [];
  if (/^\d+$/.test(written)) {
    const step = Number(written);
    items.push({
      id: 'go.step',
      label: palette.goToEvent(step),
      about,
      enabled: true,
      run: () => store.seekStep(step),
    });
  }
  if (us !== null) {
    items.push({
      id: 'go.time',
      label: palette.goToTime(written),
      about,
      enabled: true,
      run: () => store.seekTime(us),
    });
  }
  return items;
}

/** What has all the words of a query in it, in any order; what is possible now comes first, and of it what is called just so. */
export function findItems(items: readonly PaletteItem[], query: string, store: AppStore): readonly PaletteItem[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  const found = items.filter(({ label, about }) => {
    const searched = `${label} ${about}`.toLowerCase();
    return words.every((word) => searched.includes(word));
  });
  const written = words.join(' ');
  const isSo = ({ label }: PaletteItem): boolean => label.toLowerCase().includes(written);
  const ordered = [...found.filter(isSo), ...found.filter((item) => !isSo(item))];
  return [
    ...numberItems(query, store),
    ...ordered.filter((item) => item.enabled),
    ...ordered.filter((item) => !item.enabled),
  ];
}
