import { beforeEach, describe, expect, it } from 'vitest';
import type { FactType } from '../../../src/cluster/types.ts';
import { defaultScenario } from '../../../src/scenario/defaults.ts';
import { messagesInFlight } from '../../../src/sim/world.ts';
import { appStore } from '../../../src/store/hooks.ts';
import { currentTimeline } from '../../../src/store/store.ts';
import { closeDialog, currentDialog } from '../../../src/views/dialogs/open-dialog.ts';
import { type Command, commandsFor, thingOf } from '../../../src/views/menus/commands.ts';
import type { MenuTarget } from '../../../src/views/menus/open-menu.ts';

/** Leader S1 has just sent heartbeats, and they are on their way. */
const HEARTBEATS_US = 286_000;

const world = () => {
  const state = appStore.getState();
  return currentTimeline(state).worldAt(state.cursor.step);
};
const commands = (target: MenuTarget): readonly Command[] =>
  commandsFor(target, { world: world() }, appStore.getState());
const find = (target: MenuTarget, id: string): Command => {
  const found = commands(target).find((command) => command.id === id);
  if (found === undefined)
    throw new Error(
      `there is no ${id} in ${commands(target)
        .map((other) => other.id)
        .join()}`,
    );
  return found;
};
const factsNow = (): FactType[] => {
  const state = appStore.getState();
  return currentTimeline(state)
    .eventsOf(state.cursor.step)
    .map(({ fact }) => fact.type);
};

function messageTarget(): MenuTarget {
  const [first] = messagesInFlight(world());
  if (first === undefined) throw new Error('no message is on its way');
  const { from, to, ordinal, copy } = first;
  return { kind: 'message', ref: { from, to, ordinal, copy } };
}

beforeEach(() => {
  appStore.playhead.reducedMotion = () => true;
  appStore.getState().openScenario(defaultScenario, { kind: 'first' });
  appStore.getState().seekTime(HEARTBEATS_US);
});

describe('what can be done to a server', () => {
  const server: MenuTarget = { kind: 'server', id: 2 };
  const outcomes: readonly (readonly [id: string, fact: FactType])[] = [
    ['crash', 'Crashed'],
    ['pause', 'Paused'],
    ['wipe', 'DiskWiped'],
    ['timeOut', 'TimerFired'],
    ['freeze', 'TimerFrozen'],
    ['cutOff', 'Partitioned'],
    ['clockFast', 'ClockSet'],
    ['clockSlow', 'ClockSet'],
    ['cutIncoming', 'LinkCut'],
    ['cutOutgoing', 'LinkCut'],
  ];
  it.each(outcomes)('%s happens', (id, fact) => {
    find(server, id).run();
    expect(factsNow()).toContain(fact);
  });

  it('is undone by its opposite, which takes its place in the menu', () => {
    find(server, 'crash').run();
    find(server, 'restart').run();
    expect(factsNow()).toContain('Restarted');
    find(server, 'pause').run();
    find(server, 'resume').run();
    expect(factsNow()).toContain('Resumed');
    find(server, 'freeze').run();
    find(server, 'unfreeze').run();
    expect(factsNow()).toContain('TimerUnfrozen');
    find(server, 'clockFast').run();
    find(server, 'clockTrue').run();
    expect(factsNow()).toContain('ClockSet');
    find(server, 'cutIncoming').run();
    find(server, 'healServer').run();
    expect(world().links.some((link) => link.cut)).toBe(false);
  });

  it('is not possible for a reason, and says it', () => {
    find(server, 'crash').run();
    expect(find(server, 'timeOut')).toMatchObject({ enabled: false, reasonIfNot: 'it is down' });
    expect(find(server, 'healServer')).toMatchObject({ enabled: false, reasonIfNot: 'nothing is cut' });
  });

  it('cuts off a server without healing what is cut elsewhere', () => {
    find({ kind: 'link', from: 4, to: 5 }, 'cutBoth').run();
    find(server, 'cutOff').run();
    expect(find({ kind: 'link', from: 4, to: 5 }, 'cutBoth').enabled).toBe(false);
    expect(find(server, 'cutOff').enabled).toBe(false);
  });

  it('lets the leader speak up instead of timing out', () => {
    expect(find({ kind: 'server', id: 1 }, 'timeOut').label).toBe('Heartbeat now');
    find({ kind: 'server', id: 1 }, 'timeOut').run();
    expect(factsNow()).toContain('MessageSent');
  });
});

describe('leadership transfer', () => {
  const target: MenuTarget = { kind: 'server', id: 3 };
  const ids = (on: MenuTarget): string[] => commands(on).map(({ id }) => id);

  beforeEach(() => {
    const { raft } = defaultScenario;
    appStore
      .getState()
      .openScenario({ ...defaultScenario, raft: { ...raft, leadershipTransfer: true } }, { kind: 'first' });
    appStore.getState().seekTime(HEARTBEATS_US);
  });

  it('is on the server that is to lead, and says whom it asks', () => {
    expect(find(target, 'takeOver')).toMatchObject({ label: 'Ask S1 to hand over to it', enabled: true });
    find(target, 'takeOver').run();
    expect(factsNow()).toContain('TransferStarted');
    expect(find(target, 'takeOver').reasonIfNot).toBe('the leader hands over to it already');
    expect(find({ kind: 'server', id: 2 }, 'takeOver').enabled).toBe(true);
  });

  it('can be ended on the leader', () => {
    const leader: MenuTarget = { kind: 'server', id: 1 };
    expect(ids(leader)).not.toContain('keepLeading');
    find(target, 'takeOver').run();
    expect(find(leader, 'keepLeading').label).toBe('Keep leading, do not hand over to S3');
    find(leader, 'keepLeading').run();
    expect(factsNow()).toContain('TransferAborted');
  });

  it('needs a leader that listens', () => {
    find({ kind: 'server', id: 1 }, 'pause').run();
    expect(find(target, 'takeOver').reasonIfNot).toBe('the leader is paused');
    find({ kind: 'server', id: 1 }, 'crash').run();
    expect(find(target, 'takeOver').reasonIfNot).toBe('nobody leads that could hand over');
  });

  it('is not there unless it is switched on', () => {
    appStore.getState().openScenario(defaultScenario, { kind: 'first' });
    appStore.getState().seekTime(HEARTBEATS_US);
    expect(ids(target)).not.toContain('takeOver');
  });
});

describe('what can be done to a link', () => {
  const link: MenuTarget = { kind: 'link', from: 1, to: 3 };

  it('cuts one direction, then the other, then heals both', () => {
    expect(find(link, 'cutThere').label).toBe('Cut only S1 → S3');
    find(link, 'cutThere').run();
    expect(find(link, 'cutThere').enabled).toBe(false);
    expect(find(link, 'cutBack').enabled).toBe(true);
    find(link, 'cutBoth').run();
    expect(find(link, 'cutBoth').enabled).toBe(false);
    find(link, 'healBoth').run();
    expect(find(link, 'healBoth').enabled).toBe(false);
  });
});

describe('what can be done to a message', () => {
  const outcomes: readonly (readonly [id: string, fact: FactType])[] = [
    ['drop', 'MessageLost'],
    ['hold', 'MessageHeld'],
    ['deliver', 'MessageReceived'],
    ['duplicate', 'MessageDuplicated'],
  ];
  it.each(outcomes)('%s happens', (id, fact) => {
    const message = messageTarget();
    expect(thingOf(message, { world: world() }, appStore.getState())).toMatch(/^the heartbeat from S1 to S\d$/);
    find(message, id).run();
    expect(factsNow()).toContain(fact);
  });

  it('releases what is held', () => {
    const message = messageTarget();
    find(message, 'hold').run();
    find(message, 'release').run();
    expect(factsNow()).toContain('MessageReleased');
  });

  it('is over when it has arrived', () => {
    const message = messageTarget();
    find(message, 'deliver').run();
    for (const command of commands(message)) expect(command.reasonIfNot).toBe('it is not on its way any more');
  });
});

describe('what can be done to an entry and to the cluster', () => {
  it('finds the first event of an entry', () => {
    const order = { operation: { kind: 'set', key: 'x', value: 3 }, server: 1 } as const;
    appStore.getState().act({ do: 'tell', address: 101, order });
    appStore.getState().seekTime(500_000);
    find({ kind: 'entry', index: 1, term: 1 }, 'firstEvent').run();
    expect(factsNow()).toContain('EntriesAppended');
    const { hosts } = world();
    const holders = hosts.filter(({ state }) => state.kind === 'server' && state.raft.log.lastIndex === 1);
    expect(holders.map((host) => host.address)).toEqual([1]);
  });

  it('undoes and redoes, and starts again', () => {
    find({ kind: 'server', id: 2 }, 'crash').run();
    find({ kind: 'cluster' }, 'undo').run();
    expect(world().hosts[1]?.up).toBe(true);
    find({ kind: 'cluster' }, 'redo').run();
    expect(world().hosts[1]?.up).toBe(false);
    find({ kind: 'cluster' }, 'startAgain').run();
    expect(appStore.getState().cursor.step).toBe(0);
  });
});

describe('a link', () => {
  it('can be shown from its menu, so that the palette reaches it by keys', () => {
    const target: MenuTarget = { kind: 'link', from: 1, to: 3 };
    find(target, 'showLink').run();
    expect(appStore.getState().selection).toEqual(target);
  });
});

describe('reading at a server', () => {
  const target: MenuTarget = { kind: 'server', id: 3 };

  it('is offered where reads do not all go by the log', () => {
    expect(commands(target).map(({ id }) => id)).not.toContain('readHere');
    appStore.getState().openScenario({ ...defaultScenario, raft: { reads: 'readIndex' } }, { kind: 'first' });
    find(target, 'readHere').run();
    expect(currentDialog()).toEqual({ kind: 'command', client: null, server: 3, written: 'get x' });
    closeDialog();
    appStore
      .getState()
      .openScenario({ ...defaultScenario, clients: 0, actions: [], raft: { reads: 'local' } }, { kind: 'first' });
    expect(find(target, 'readHere')).toMatchObject({ enabled: false, reasonIfNot: 'this cluster has no client' });
  });
});
