/**
 * The library of scenes. A scene is a scenario file of its own in this folder, loaded when it is asked for; its id is
 * its short link `#/scene/<id>`. A variant is what changes in it, in a file of its own, with the link
 * `#/scene/<id>/<variant>`. How to write one: docs/how-to-write-a-scene.md.
 */
export interface SceneEntry {
  readonly id: string;
  /** Other names that open it, such as the number of a figure. */
  readonly aliases?: readonly string[];
  readonly title: string;
  readonly load: () => Promise<{ readonly default: unknown }>;
  readonly variants?: readonly VariantEntry[];
}

/** `change` holds members of a scenario; each replaces the scene's own as a whole. */
export interface VariantEntry {
  readonly id: string;
  readonly title: string;
  readonly change: () => Promise<{ readonly default: unknown }>;
}

/** In the order in which a lecture shows them. */
export const SCENES: readonly SceneEntry[] = [
  { id: 'first-election', title: 'The first election', load: () => import('./first-election.json') },
  { id: 'split-vote', title: 'Split vote', load: () => import('./split-vote.json') },
  {
    id: 'split-vote-of-four',
    title: 'Three candidates, three votes',
    load: () => import('./split-vote-of-four.json'),
  },
  {
    id: 'one-vote-per-term',
    title: 'One vote per term, on disk',
    load: () => import('./one-vote-per-term.json'),
    variants: [
      { id: 'off', title: 'One vote per term, forgotten', change: () => import('./one-vote-per-term.off.json') },
    ],
  },
  { id: 'two-leaders', title: 'Two leaders at once', load: () => import('./two-leaders.json') },
  {
    id: 'lagging-commit',
    title: 'Normal operation and the lagging commit index',
    load: () => import('./lagging-commit.json'),
    variants: [
      {
        id: 'crash',
        title: 'The leader crashes before the followers know',
        change: () => import('./lagging-commit.crash.json'),
      },
    ],
  },
  { id: 'consistency-check', title: 'The consistency check', load: () => import('./consistency-check.json') },
  { id: 'leader-changes', title: 'Leader changes', load: () => import('./leader-changes.json') },
  { id: 'how-could-f-happen', title: 'How could (f) happen?', load: () => import('./how-could-f-happen.json') },
  { id: 'figure-3-6', title: 'Figure 3.6: logs of all kinds', load: () => import('./figure-3-6.json') },
  { id: 'repairing-logs', title: 'Repairing logs', load: () => import('./repairing-logs.json') },
  { id: 'repairing-logs-fast', title: 'Repairing logs, faster', load: () => import('./repairing-logs-fast.json') },
  {
    id: 'repairing-follower-logs',
    title: 'Repairing two followers',
    load: () => import('./repairing-follower-logs.json'),
  },
  {
    id: 'backing-up',
    title: 'Three ways to disagree',
    load: () => import('./backing-up.json'),
    variants: [
      { id: 'fast', title: 'Three ways to disagree, with hints', change: () => import('./backing-up.fast.json') },
    ],
  },
];
