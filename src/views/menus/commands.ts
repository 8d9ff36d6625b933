import { assertNever } from '../../base/assert.ts';
import { nameOf } from '../../cluster/names.ts';
import type { ClusterEnvelope, World } from '../../cluster/types.ts';
import { languages, loadMessages } from '../../messages/index.ts';
import { LANGUAGE_NAMES } from '../../messages/names.ts';
import { parseCondition } from '../../query/compile.ts';
import type { MessageRef } from '../../sim/types.ts';
import { type Address, isClient } from '../../sim/types.ts';
import { messagesInFlight } from '../../sim/world.ts';
import { breakpointOf } from '../../store/breakpoints.ts';
import { appStore } from '../../store/hooks.ts';
import { choosePicture, offeredPicture, pictureOf } from '../../store/picture.ts';
import { runTo } from '../../store/run-to.ts';
import { chooseStamps, stampsOf } from '../../store/stamps.ts';
import { stepOut, stepOver } from '../../store/stepping.ts';
import { currentTimeline } from '../../store/store.ts';
import type { AppStore, Moment } from '../../store/types.ts';
import { Mark } from '../../timeline/step-index.ts';
import type { Timeline } from '../../timeline/timeline.ts';
import { startScheduling } from '../choices/scheduling.ts';
import { openDialog } from '../dialogs/open-dialog.ts';
import { selectCurrentEvent } from '../events/select-current.ts';
import { searchEvents } from '../events/wanted.ts';
import { type Command, type CommandContext, command, contextOf } from './command.ts';
import { copyState } from './copy-state.ts';
import { lectureCommands } from './lecture-commands.ts';
import { newServerCommands } from './membership-commands.ts';
import type { MenuTarget } from './open-menu.ts';
import { isCut, serverCommands } from './server-commands.ts';
import { whyNotCommands } from './why-not-commands.ts';

export type { Command } from './command.ts';

/** All that can be done to a thing at the cursor, in the order of its menu, and asked about it. What is not possible now says why. */
export function commandsFor(target: MenuTarget, moment: Pick<Moment, 'world'>, store: AppStore): readonly Command[] {
  const context = contextOf(moment.world, store);
  return [...deedsFor(target, moment, context), ...whyNotCommands(target, context)];
}

function deedsFor(target: MenuTarget, moment: Pick<Moment, 'world'>, context: CommandContext): readonly Command[] {
  switch (target.kind) {
    case 'server': {
      const host = moment.world.hosts.find((other) => other.address === target.id);
      return host === undefined ? [] : serverCommands(host, context);
    }
    case 'client':
      return clientCommands(target.id, context);
    case 'link':
      return linkCommands(target.from, target.to, context);
    case 'message':
      return messageCommands(target.ref, context);
    case 'entry':
      return entryCommands(target.index, target.term, context);
    case 'event':
      return eventCommands(target.step, target.i, context);
    case 'cluster':
      return clusterCommands(context);
    default:
      return assertNever(target);
  }
}

/** What a menu is about, in words. */
export function thingOf(target: MenuTarget, moment: Pick<Moment, 'world'>, store: AppStore): string {
  const { text, name } = contextOf(moment.world, store);
  const { menus } = text;
  switch (target.kind) {
    case 'server':
    case 'client':
      return name(target.id);
    case 'link':
      return menus.link(name(target.from), name(target.to));
    case 'message': {
      const envelope = findMessage(moment.world, target.ref);
      const noun = envelope === null ? text.inspector.message : text.nounOf(envelope.message);
      return menus.message(noun, name(target.ref.from), name(target.ref.to));
    }
    case 'entry':
      return menus.entry(target.index, target.term);
    case 'event':
      return menus.event(target.step);
    case 'cluster':
      return menus.cluster;
    default:
      return assertNever(target);
  }
}

/** The message on its way that a reference names; null when it has arrived or is lost. */
export function findMessage(world: World, ref: MessageRef): ClusterEnvelope | null {
  return (
    messagesInFlight(world).find(
      ({ from, to, ordinal, copy }) =>
        from === ref.from && to === ref.to && ordinal === ref.ordinal && copy === ref.copy,
    ) ?? null
  );
}

function clientCommands(client: Address, { text }: CommandContext): readonly Command[] {
  return [command('sendCommand', text.menus.sendCommand, () => openDialog({ kind: 'command', client, server: null }))];
}

function linkCommands(a: Address, b: Address, { world, store, text, name }: CommandContext): readonly Command[] {
  const { menus } = text;
  const there = isCut(world, a, b);
  const back = isCut(world, b, a);
  const cutThere = { do: 'cut', from: a, to: b } as const;
  const cutBack = { do: 'cut', from: b, to: a } as const;
  const already = (cut: boolean): string | null => (cut ? menus.why.cutAlready : null);
  return [
    command(
      'cutBoth',
      menus.cutBoth,
      () => store.act(...(there ? [] : [cutThere]), ...(back ? [] : [cutBack])),
      already(there && back),
      'Delete',
    ),
    command('cutThere', menus.cutOneWay(name(a), name(b)), () => store.act(cutThere), already(there)),
    command('cutBack', menus.cutOneWay(name(b), name(a)), () => store.act(cutBack), already(back)),
    command(
      'healBoth',
      menus.healBoth,
      () =>
        store.act(
          ...(there ? [{ do: 'heal', from: a, to: b } as const] : []),
          ...(back ? [{ do: 'heal', from: b, to: a } as const] : []),
        ),
      there || back ? null : menus.why.notCut,
    ),
    command('editLink', menus.editLink, () => openDialog({ kind: 'link', from: a, to: b })),
    // By keys a link is reached from the palette, so showing it is something to choose.
    command('showLink', menus.showLink, () => store.select({ kind: 'link', from: a, to: b })),
  ];
}

function messageCommands(ref: MessageRef, { world, store, text }: CommandContext): readonly Command[] {
  const { menus } = text;
  const envelope = findMessage(world, ref);
  // What waits at a paused server has arrived as far as the network is concerned.
  const isWaiting = world.hosts.some((host) => host.inbox.some((item) => item === envelope));
  const gone = envelope === null || isWaiting ? menus.why.arrived : null;
  const act = (what: 'drop' | 'hold' | 'release' | 'deliver' | 'duplicate') => (): void =>
    store.act({ do: what, message: ref });
  return [
    command('drop', menus.drop, act('drop'), gone, 'Delete'),
    envelope?.held === true
      ? command('release', menus.release, act('release'), gone, 'H')
      : command('hold', menus.hold, act('hold'), gone, 'H'),
    command('deliver', menus.deliver, act('deliver'), gone),
    command('takeNext', menus.takeNext, () => store.act({ do: 'takeMessage', message: ref }), gone),
    command('delay', menus.delay, () => openDialog({ kind: 'delay', message: ref }), gone),
    command('duplicate', menus.duplicate, act('duplicate'), gone),
  ];
}

function entryCommands(index: number, term: number, { store, text }: CommandContext): readonly Command[] {
  const { menus } = text;
  return [
    command('showEntry', menus.showEntry, () => store.select({ kind: 'entry', index, term })),
    command('firstEvent', menus.firstEvent, () => {
      const step = firstStepOf(index, term, currentTimeline(store));
      if (step === null) return;
      store.seekStep(step);
      store.select({ kind: 'entry', index, term });
    }),
  ];
}

/** The first step after which some server holds the entry; null when none of the played ones does. */
function firstStepOf(index: number, term: number, timeline: Timeline): number | null {
  const holds = (step: number): boolean =>
    timeline.worldAt(step).hosts.some(({ state }) => state.kind === 'server' && state.raft.log.termAt(index) === term);
  if (holds(0)) return 0;
  let step = timeline.index.nearest(0, Mark.logChanged, 1);
  while (step !== null && !holds(step)) step = timeline.index.nearest(step, Mark.logChanged, 1);
  return step;
}

function eventCommands(step: number, i: number, { store, text }: CommandContext): readonly Command[] {
  const { menus } = text;
  const go = (): void => {
    store.seekStep(step);
    store.select({ kind: 'event', step, i });
  };
  const parsed = parseCondition(conditionOf(step, i, currentTimeline(store)) ?? '');
  return [
    command('goThere', menus.goThere, go),
    command(
      'stopAtSuch',
      menus.stopAtSuch,
      () => {
        if ('query' in parsed) store.setBreakpoints([...store.breakpoints, breakpointOf(parsed.query)]);
      },
      'query' in parsed ? null : menus.why.arrived,
    ),
    command('copyLink', menus.copyLink, () => {
      go();
      openDialog({ kind: 'share' });
    }),
  ];
}

/** What events like this one have in common: their type, and whom they happen to. */
function conditionOf(step: number, i: number, timeline: Timeline): string | null {
  const event = timeline.eventsOf(step)[i];
  if (event === undefined) return null;
  const { fact, server } = event;
  const at = server === null ? '' : ` && event.server == ${nameOf(server)}`;
  const message = 'envelope' in fact ? ` && event.message == "${fact.envelope.message.type}"` : '';
  return `event.type == "${fact.type}"${at}${message}`;
}

/** What can stand on the events of the diagram, besides what stands there. */
function stampCommands({ store, text }: CommandContext): readonly Command[] {
  const { stamps, stampNames } = text.spacetime;
  const current = stampsOf(store.scenario);
  return (['none', 'lamport', 'vector'] as const)
    .filter((name) => name !== current)
    .map((name) => command(`stamps.${name}`, stamps(stampNames[name]), () => chooseStamps(store.scenario, name)));
}

/** What can stand in the place of the logs. */
function pictureCommands({ store, text }: CommandContext): readonly Command[] {
  const { names, show, toLogs } = text.pictures;
  const current = pictureOf(store.scenario);
  if (store.scenario.lesson !== undefined) return [];
  const pictures = (['elections', 'vote', 'clocks'] as const)
    .filter((picture) => picture !== current)
    .map((picture) =>
      command(
        `picture.${picture}`,
        show(names[picture]),
        () => choosePicture(store.scenario, picture),
        null,
        picture === offeredPicture(store.scenario) ? 'P' : null,
      ),
    );
  if (current === 'none') return pictures;
  return [...pictures, command('picture.none', toLogs, () => choosePicture(store.scenario, 'none'), null, 'P')];
}

function clusterCommands(context: CommandContext): readonly Command[] {
  const { world, store, text } = context;
  const { menus } = text;
  const servers = world.hosts.filter((host) => !isClient(host.address)).length;
  const stops = store.breakpoints.some(({ isOn }) => isOn) ? null : menus.why.noBreakpoint;
  const open =
    (
      kind:
        | 'partition'
        | 'settings'
        | 'scenes'
        | 'share'
        | 'branches'
        | 'help'
        | 'palette'
        | 'breakpoints'
        | 'watches'
        | 'properties',
    ) =>
    (): void =>
      openDialog({ kind });
  const isLesson = store.scenario.lesson !== undefined;
  const send = command('sendCommand', menus.sendCommand, () =>
    openDialog({ kind: 'command', client: null, server: null }),
  );
  return [
    ...(isLesson ? [] : [send]),
    command('partition', menus.partition, open('partition'), servers < 2 ? menus.why.alone : null),
    command(
      'healAll',
      menus.healAll,
      () => store.act({ do: 'healAll' }),
      world.links.some((link) => link.cut) ? null : menus.why.notCut,
    ),
    ...newServerCommands(context),
    command('startAgain', menus.startAgain, () => store.openScenario(store.scenario, store.source)),
    command('undo', menus.undo, () => store.undo(), store.canUndo ? null : menus.why.nothingToUndo, 'Ctrl Z'),
    command('redo', menus.redo, () => store.redo(), store.canRedo ? null : menus.why.nothingToRedo, 'Ctrl Y'),
    // What there is to be set is Raft's, and so are the words of conditions and watched values.
    ...(isLesson ? [] : [command('settings', menus.settings, open('settings'))]),
    command('scenes', menus.scenes, open('scenes')),
    ...lectureCommands(context),
    command('share', menus.share, open('share')),
    command('branches', menus.branches, open('branches'), null, 'B'),
    command('lightCones', menus.lightCones, () => selectCurrentEvent(store), null, 'L'),
    command('searchEvents', menus.searchEvents, searchEvents, null, 'E'),
    command('choose', menus.choose, startScheduling, null, 'N'),
    command('breakpoints', menus.breakpoints, open('breakpoints')),
    ...(isLesson ? [] : [command('watches', menus.watches, open('watches'))]),
    ...(isLesson ? [] : [command('properties', menus.properties, open('properties'))]),
    ...stampCommands(context),
    ...pictureCommands(context),
    command('copyState', menus.copyState, () => void copyState(context)),
    command('runOn', menus.runOn, () => runTo(appStore, 1), stops, 'F8'),
    command('runBack', menus.runBack, () => runTo(appStore, -1), stops, 'Shift F8'),
    command('stepOver', menus.stepOver, () => stepOver(appStore), null, 'F10'),
    command('stepOut', menus.stepOut, () => stepOut(appStore), null, 'Shift F11'),
    command('help', menus.help, open('help'), null, '?'),
    command('theme', menus.theme, () =>
      store.setPreferences({ theme: document.documentElement.dataset['theme'] === 'dark' ? 'light' : 'dark' }),
    ),
    ...languageCommands(context),
  ];
}

/** The page in another language, which is named in that language. */
function languageCommands({ store, text }: CommandContext): readonly Command[] {
  return languages()
    .filter((language) => language !== store.language)
    .map((language) =>
      command(`language.${language}`, text.menus.language(LANGUAGE_NAMES[language]), () => {
        void loadMessages(language).then(() => store.setPreferences({ language }));
      }),
    );
}
