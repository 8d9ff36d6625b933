import type { SwitchName } from '../../raft/switches.ts';

/** The windows over the page. */
export const dialogs = {
  close: 'Close',
  cancel: 'Cancel',

  command: {
    title: 'Send a command',
    from: 'From',
    to: 'To',
    anyServer: 'any server',
    text: 'Command',
    help: 'set x 3, get x, add x 1, delete x, cas x 3 4 (if x is 3, make it 4), run name',
    send: 'Send',
    noClient: 'This cluster has no client that could send one. Give it one in the cluster settings.',
  },

  delay: {
    title: (message: string) => `Delay ${message}`,
    by: 'Longer by',
    apply: 'Delay',
  },

  link: {
    title: (a: string, b: string) => `The link ${a}–${b}`,
    direction: (a: string, b: string) => `${a} → ${b}`,
    from: 'Latency from',
    to: 'to',
    loss: 'Loss',
    duplicates: 'Duplicates',
    cut: 'Cut',
    apply: 'Apply',
    nothing: 'Nothing is different from what it was.',
  },

  partition: {
    title: 'Split the network',
    about: 'Servers reach only those in their own group.',
    group: (name: string) => `Group ${name}`,
    groupOf: (server: string) => `Group of ${server}`,
    preview: 'Then',
    canLead: (names: string, count: number, all: number) =>
      `${names}: ${count} of ${all}, enough to elect a leader and to commit.`,
    cannotLead: (names: string, count: number, all: number) =>
      `${names}: ${count} of ${all}, not enough to elect a leader or to commit anything new.`,
    whole: 'All servers are in one group: this heals the network.',
    apply: 'Split',
    heal: 'Heal',
  },

  settings: {
    title: 'Cluster settings',
    about: 'The run starts again with them. Undo brings this one back.',
    cluster: 'Cluster',
    servers: 'Servers',
    clients: 'Clients',
    seed: 'Seed',
    timers: 'Time',
    election: 'Election timeout',
    heartbeat: 'Heartbeat every',
    clientTimeout: 'A client waits',
    network: 'Network',
    latency: 'Latency, one way',
    loss: 'Loss',
    duplicates: 'Duplicates',
    disks: 'Disks',
    write: 'A write takes',
    rules: 'Rules',
    preset: 'Preset',
    ownChoice: 'own choice',
    /** The table of switches (raft/switches.ts), in its order. */
    switches: {
      maxEntriesPerAppend: 'Entries in one AppendEntries, at most',
      noOpOnElection: 'A new leader appends a no-op (P26)',
      conflictHint: 'A rejection names the conflicting term (P44)',
      checkQuorum: 'CheckQuorum: a leader without a majority steps down (P61)',
      stickiness: 'Who hears from a leader ignores candidates (P76)',
      membership: 'Servers join and leave (P88, P101)',
      commitBeforeChange: 'A leader commits in its term before it changes the configuration (P90)',
      catchUpRounds: 'Rounds in which a server catches up before it votes (P95)',
      snapshotEntries: 'A snapshot after so many applied entries, 0: none by itself (P111)',
      snapshotFactor: 'and not before so many times the last snapshot’s size (P111)',
      snapshotChunk: 'Items of a snapshot in one message, 0: all of them (P113)',
      leadershipTransfer: 'A leader hands over when it is told to (P80)',
    } satisfies Record<SwitchName, string>,
    /** What the ways of a switch with several ways are called; a way that is not here is called as in a scenario. */
    options: { off: 'not at all', single: 'one at a time', joint: 'joint consensus' } as Readonly<
      Record<string, string>
    >,
    byHand: 'By hand',
    frozen: 'All timers stand still until one is fired',
    hold: 'Every message is held until it is released',
    broken: 'Not Raft: rules broken on purpose',
    brokenAbout: 'Each makes a promise fall. The link and the title say so.',
    mutation: (label: string, rule: string, falls: string) => `${label} (${rule}). Falls: ${falls}.`,
    low: (what: string) => `${what}, from`,
    high: (what: string) => `${what}, to`,
    to: 'to',
    ms: 'ms',
    percent: '%',
    apply: 'Start with these',
    whole: (label: string, low: number, high: number) => `${label}: write a whole number from ${low} to ${high}.`,
    number: (label: string, low: number, high: number) => `${label}: write a number from ${low} to ${high}.`,
    order: (label: string) => `${label}: the first number must not be larger than the second.`,
  },

  scenes: {
    title: 'Scenes',
    about: 'Each is a short story that plays in this page. Its link is short enough to be read out.',
    open: (title: string) => `Open ${title}`,
    loading: 'Loading…',
  },

  breakpoints: {
    title: 'Breakpoints',
    about:
      'The run stops where one of these becomes true, or where an event meets it. They stay with you: no link carries them.',
    condition: 'Stop when',
    example: 'leader(S3) && S3.commitIndex >= 5',
    goesOn: 'How it could go on',
    add: 'Add',
    remove: 'Remove',
    removeThis: (source: string) => `Remove ${source}`,
    forward: 'Run to the next (F8)',
    back: 'Run back to the last (Shift F8)',
    hits: (count: number, isMost: boolean) =>
      count === 0 ? 'No hit so far' : `${isMost ? 'The first ' : ''}${count} ${count === 1 ? 'hit' : 'hits'} so far`,
  },

  branches: {
    title: 'Branches',
    about: 'What is done in the past opens a branch. The old future is kept here.',
    name: (name: string) => `Name of branch ${name}`,
    switchTo: 'Switch to it',
    switchToName: (name: string) => `Switch to ${name}`,
    current: 'shown now',
    root: (steps: number) => `from the start, ${steps} events so far`,
    fork: (parent: string, step: number, steps: number) => `leaves ${parent} at event ${step}, ${steps} events so far`,
  },

  share: {
    title: 'Share this moment',
    about: 'The link carries the scenario, all that was done, and where you are. Nothing is sent to a server.',
    link: 'Link',
    copy: 'Copy link',
    copied: 'The link is copied. Whoever opens it sees this very moment.',
    notCopied: 'The browser did not let the page copy. Select the link and copy it by hand.',
    making: 'Making the link…',
    tooLong: 'This link is longer than 2,000 characters, and some programs cut such links. A file is safer.',
    file: 'File',
    save: 'Save as a file',
    open: 'Open a file',
    failed: 'The link could not be made. Save a file instead.',
  },

  help: {
    title: 'Keys',
    groups: {
      time: 'Time',
      jump: 'Jump to the next; with Shift to the previous',
      things: 'Things',
      page: 'Page',
    },
    singleKeys: 'Letters act as keys',
    rows: {
      play: 'Play or pause',
      forward: 'One event forward',
      back: 'One event back',
      start: 'To the start',
      end: 'To the end of what was played',
      speed: 'Slower, faster',
      branch: 'To the other branch',
      breakpoint: 'To the next or last breakpoint',
      around: 'Around the ring, over the logs',
      menu: 'What can be done with it',
      escape: 'Nothing selected, menu closed',
      undo: 'Undo, redo',
      palette: 'Find a scene, event or action',
      help: 'This window',
    },
  },
};
