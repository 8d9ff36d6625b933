import type { Page } from '@playwright/test';
import type { FactType } from '../../src/cluster/types.ts';
import { en } from '../../src/messages/en/index.ts';
import type { Scenario } from '../../src/scenario/types.ts';
import type { Hand, HandName } from './hands.ts';
import { cluster, ELECTED_MS } from './moments.ts';
import { link, message, nodeOf, type Subject, server } from './things.ts';

/** An event that has to result, with some of its fields as the trace format writes them. */
interface Expected {
  readonly type: FactType;
  readonly [field: string]: unknown;
}

/** One thing that a person can do to the cluster, and the events that must come of it. */
export interface Deed {
  readonly name: string;
  readonly thing: Subject;
  /** What is taken from its menu. */
  readonly item: string;
  /** What is done in the window that opens then. */
  readonly fill?: (hand: Hand, page: Page) => Promise<void>;
  readonly expect: readonly Expected[];
  /** Hands that do it in another way, or the only ones that can. */
  readonly by?: { readonly [H in HandName]?: (hand: Hand, page: Page) => Promise<void> };
}

/** Deeds that are done one after the other, each in the state that the one before it left. */
export interface Story {
  readonly about: string;
  readonly scenario: Scenario;
  readonly atMs: number;
  readonly deeds: readonly Deed[];
}

const { menus, dialogs } = en;

function field(page: Page, name: string) {
  return page.getByRole('dialog').getByLabel(name, { exact: true });
}

function button(page: Page, name: string) {
  return page.getByRole('dialog').getByRole('button', { name, exact: true });
}

const follower = server(3);
const others = ['S1', 'S2', 'S4', 'S5'];

/** S3 is a follower; S1 leads. */
const onServers: Story = {
  about: 'servers',
  scenario: cluster(),
  atMs: ELECTED_MS,
  deeds: [
    { name: 'crash', thing: follower, item: menus.crash, expect: [{ type: 'Crashed', server: 'S3' }] },
    { name: 'restart', thing: follower, item: menus.restart, expect: [{ type: 'Restarted', server: 'S3' }] },
    { name: 'pause', thing: follower, item: menus.pause, expect: [{ type: 'Paused', server: 'S3' }] },
    { name: 'resume', thing: follower, item: menus.resume, expect: [{ type: 'Resumed', server: 'S3' }] },
    {
      name: 'freeze its timer',
      thing: follower,
      item: menus.freeze,
      expect: [{ type: 'TimerFrozen', server: 'S3', timer: 'election' }],
    },
    {
      name: 'let its timer run',
      thing: follower,
      item: menus.unfreeze,
      expect: [{ type: 'TimerUnfrozen', server: 'S3', timer: 'election' }],
    },
    {
      name: 'let the leader send heartbeats now',
      thing: server(1),
      item: menus.heartbeatNow,
      expect: [{ type: 'TimerFired', server: 'S1', timer: 'heartbeat', byHand: true }],
    },
    {
      name: 'time out now',
      thing: follower,
      item: menus.timeOut,
      expect: [
        { type: 'TimerFired', server: 'S3', timer: 'election', byHand: true },
        { type: 'RoleChanged', server: 'S3' },
      ],
    },
    {
      name: 'submit a command',
      thing: server(1),
      item: menus.sendCommand,
      fill: async (hand, page) => {
        await hand.write(field(page, dialogs.command.text), 'set colour 3');
        await hand.press(button(page, dialogs.command.send));
      },
      expect: [
        { type: 'OrderGiven', server: 'C1', order: { command: 'set colour 3', server: 'S1' } },
        { type: 'OperationStarted', server: 'C1' },
      ],
    },
    {
      name: 'cut off',
      thing: follower,
      item: menus.cutOff,
      expect: [{ type: 'Partitioned', groups: [['S3'], others] }],
    },
    {
      name: 'heal its links',
      thing: follower,
      item: menus.healServer,
      expect: others.flatMap((other) => [
        { type: 'LinkHealed', from: 'S3', to: other },
        { type: 'LinkHealed', from: other, to: 'S3' },
      ]),
    },
    {
      name: 'cut off one way: hears nobody',
      thing: follower,
      item: menus.cutIncoming,
      expect: others.map((from) => ({ type: 'LinkCut', from, to: 'S3' })),
    },
    {
      name: 'cut off one way: nobody hears it',
      thing: follower,
      item: menus.cutOutgoing,
      expect: others.map((to) => ({ type: 'LinkCut', from: 'S3', to })),
    },
    {
      name: 'wipe its disk',
      thing: follower,
      item: `${menus.wipe} ${menus.unsafe}`,
      expect: [{ type: 'DiskWiped', server: 'S3' }],
    },
  ],
};

const direction = dialogs.link.direction('S3', 'S4');

/** Between two followers, where no message is in the way. */
const onLinks: Story = {
  about: 'links',
  scenario: cluster(),
  atMs: ELECTED_MS,
  deeds: [
    {
      name: 'cut one direction',
      thing: link(3, 4),
      item: menus.cutOneWay('S3', 'S4'),
      expect: [{ type: 'LinkCut', from: 'S3', to: 'S4' }],
    },
    {
      name: 'cut the other direction',
      thing: link(3, 4),
      item: menus.cutOneWay('S4', 'S3'),
      expect: [{ type: 'LinkCut', from: 'S4', to: 'S3' }],
    },
    {
      name: 'heal both',
      thing: link(3, 4),
      item: menus.healBoth,
      expect: [
        { type: 'LinkHealed', from: 'S3', to: 'S4' },
        { type: 'LinkHealed', from: 'S4', to: 'S3' },
      ],
    },
    {
      name: 'cut both',
      thing: link(3, 4),
      item: menus.cutBoth,
      expect: [
        { type: 'LinkCut', from: 'S3', to: 'S4' },
        { type: 'LinkCut', from: 'S4', to: 'S3' },
      ],
    },
    {
      name: 'latency, loss and duplication of one direction',
      thing: link(3, 4),
      item: menus.editLink,
      fill: async (hand, page) => {
        const side = page.getByRole('group', { name: direction, exact: true });
        const { settings, link: words } = dialogs;
        await hand.write(side.getByLabel(settings.low(settings.latency), { exact: true }), '20');
        await hand.write(side.getByLabel(settings.high(settings.latency), { exact: true }), '35.5');
        await hand.write(side.getByLabel(words.loss, { exact: true }), '12.5');
        await hand.write(side.getByLabel(words.duplicates, { exact: true }), '3');
        await hand.press(button(page, words.apply));
      },
      expect: [
        {
          type: 'LinkChanged',
          from: 'S3',
          to: 'S4',
          link: { latencyMs: [20, 35.5], lossPercent: 12.5, duplicatePercent: 3, cut: true },
        },
      ],
    },
  ],
};

/** Heartbeats of S1 are in the middle of their roads. */
const onMessages: Story = {
  about: 'messages',
  scenario: cluster(),
  atMs: ELECTED_MS,
  deeds: [
    { name: 'drop', thing: message(1, 2), item: menus.drop, expect: [{ type: 'MessageLost', reason: 'dropped' }] },
    { name: 'hold', thing: message(1, 3), item: menus.hold, expect: [{ type: 'MessageHeld' }] },
    { name: 'release', thing: message(1, 3), item: menus.release, expect: [{ type: 'MessageReleased' }] },
    {
      name: 'delay',
      thing: message(1, 4),
      item: menus.delay,
      fill: async (hand, page) => {
        await hand.write(field(page, dialogs.delay.by), '40.5');
        await hand.press(button(page, dialogs.delay.apply));
      },
      expect: [{ type: 'MessageDelayed', byUs: 40_500 }],
    },
    { name: 'duplicate', thing: message(1, 5), item: menus.duplicate, expect: [{ type: 'MessageDuplicated' }] },
    {
      name: 'deliver now',
      thing: message(1, 3),
      item: menus.deliver,
      expect: [{ type: 'MessageReceived', server: 'S3', byHand: true }],
    },
  ],
};

async function split(hand: Hand, page: Page): Promise<void> {
  await hand.press(button(page, dialogs.partition.apply));
}

/** S5 is drawn to the middle of the left edge of the drawing: away from all others. */
async function drawAway(hand: Hand, page: Page): Promise<void> {
  const box = await page.locator('.cluster-drawing').boundingBox();
  if (box === null) throw new Error('the ring is not on the screen');
  await hand.drag(server(5), { x: box.x + 30, y: box.y + box.height * 0.86 });
}

/** S5 back onto S4. */
async function drawBack(hand: Hand, page: Page): Promise<void> {
  const box = await nodeOf(page, server(4)).boundingBox();
  if (box === null) throw new Error('S4 is not on the screen');
  await hand.drag(server(5), { x: box.x + box.width / 2, y: box.y + box.height / 2 });
}

const toPalette = (query: string) => async (_: Hand, page: Page) => {
  await page.keyboard.press('Control+k');
  await page.getByRole('dialog').getByRole('combobox').fill(query);
  await page.keyboard.press('Enter');
};

const onCluster: Story = {
  about: 'the cluster',
  scenario: cluster(),
  atMs: ELECTED_MS,
  deeds: [
    {
      name: 'partition by dragging a server',
      thing: 'cluster',
      item: menus.partition,
      by: { pointer: drawAway, touch: drawAway, keys: toPalette('S5: cut off') },
      expect: [{ type: 'Partitioned' }],
    },
    {
      name: 'join by dragging it back',
      thing: 'cluster',
      item: menus.partition,
      by: { pointer: drawBack, touch: drawBack, keys: toPalette('heal all') },
      expect: [{ type: 'NetworkHealed' }],
    },
    {
      name: 'partition from the menu',
      thing: 'cluster',
      item: menus.partition,
      fill: split,
      expect: [
        {
          type: 'Partitioned',
          groups: [
            ['S1', 'S2'],
            ['S3', 'S4', 'S5'],
          ],
        },
      ],
    },
    { name: 'heal all', thing: 'cluster', item: menus.healAll, expect: [{ type: 'NetworkHealed' }] },
    {
      name: 'submit a command to any server',
      thing: 'cluster',
      item: menus.sendCommand,
      fill: async (hand, page) => {
        await hand.write(field(page, dialogs.command.text), 'get x');
        await hand.press(button(page, dialogs.command.send));
      },
      expect: [{ type: 'OrderGiven', order: { command: 'get x' } }],
    },
  ],
};

export const STORIES: readonly Story[] = [onServers, onLinks, onMessages, onCluster];
