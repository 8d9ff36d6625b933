import { en } from '../../src/messages/en/index.ts';
import { eachHand } from './each-hand.ts';
import { expect, test } from './fixture.ts';
import { cluster, ELECTED_MS, momentAt, THREE_COMMANDS } from './moments.ts';
import { openMoment } from './raftlight.ts';
import { entry, link, message, server, type Thing } from './things.ts';

const { inspector } = en;

/** What the inspector has to show for each kind of thing. */
const SELECTIONS: readonly { what: string; atMs: number; thing: Thing; shows: readonly string[]; noKeys?: true }[] = [
  {
    what: 'the leader, disk apart from memory',
    atMs: 400,
    thing: server(1),
    shows: [
      ...'currentTerm votedFor log commitIndex lastApplied'.split(' '),
      ...[inspector.disk, inspector.memory, inspector.keyValue, inspector.followers],
    ],
  },
  {
    what: 'a follower',
    atMs: 400,
    thing: server(4),
    shows: [...'currentTerm votedFor log role leaderId commitIndex lastApplied'.split(' '), inspector.electionTimer],
  },
  {
    what: 'a heartbeat',
    atMs: ELECTED_MS,
    thing: message(1, 3),
    shows: [
      ...'AppendEntriesRequest term leaderId prevLogIndex prevLogTerm entries[] leaderCommit'.split(' '),
      ...[inspector.sent, inspector.arrives, inspector.latency],
    ],
  },
  {
    what: 'an entry',
    atMs: 400,
    thing: entry(2, 2, 1),
    shows: ['Entry 2, term 1', 'add x 2', inspector.committed, inspector.hasIt],
  },
  {
    what: 'a client',
    atMs: 400,
    thing: { kind: 'client', id: 101 },
    shows: ['set x 1', 'add x 2', 'set y 7', inspector.finished],
  },
  {
    what: 'a link',
    atMs: ELECTED_MS,
    thing: link(3, 4),
    shows: [inspector.latency, inspector.loss, inspector.duplicates, 'S3 → S4', 'S4 → S3'],
    noKeys: true,
  },
];

eachHand('whatever is selected shows every field in the inspector', async (hand, page) => {
  for (const { what, atMs, thing, shows, noKeys } of SELECTIONS) {
    if (noKeys === true && hand.name === 'keys') continue; // a link is changed from the palette
    await test.step(what, async () => {
      await openMoment(page, await momentAt(cluster(THREE_COMMANDS), atMs));
      if (hand.name === 'touch') await hand.press(page.getByRole('tab', { name: en.shell.logs }));
      await hand.select(thing);
      const panel = page.getByRole('complementary', { name: inspector.region });
      if (hand.name === 'touch') await hand.press(page.getByRole('tab', { name: en.shell.inspector }));
      for (const words of shows) await expect(panel).toContainText(words);
    });
  }
});

eachHand('an event of the list explains itself', async (hand, page) => {
  const moment = await momentAt(cluster(THREE_COMMANDS), ELECTED_MS);
  await openMoment(page, moment);
  if (hand.name === 'keys') {
    // Of several tabs one is a tab stop; the arrows reach the others.
    await hand.press(page.getByRole('tab', { name: en.shell.spaceTime }));
    await page.keyboard.press('ArrowRight');
  } else await hand.press(page.getByRole('tab', { name: en.shell.events }));
  await hand.select({ kind: 'event', step: 7 });
  if (hand.name === 'touch') await hand.press(page.getByRole('tab', { name: en.shell.inspector }));
  const panel = page.getByRole('complementary', { name: inspector.region });
  await expect(panel).toContainText(inspector.eventNumber(7, '').split(',')[0] ?? '');
  await expect(panel).toContainText('P2'); // the rule that decided: a majority of votes (P23 to P25)
  await expect(panel).toContainText(inspector.because);
});
