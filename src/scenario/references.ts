import { assertNever } from '../base/assert.ts';
import { msToUs } from '../base/time.ts';
import { editsFromJson } from './edit-json.ts';
import { serversIn } from './membership-json.ts';
import { addressOf, clientCount, messageRefOf, serverCount, serversInTheEnd } from './names.ts';
import { checkPredicate } from './predicate-json.ts';
import type { Path, Problems } from './problem.ts';
import { checkMessage, checkServers } from './states.ts';
import {
  type BeatJson,
  type EditJson,
  isClaim,
  type PlacedActionJson,
  type PlaceJson,
  type Scenario,
} from './types.ts';

/** Whether all that a scenario refers to exists, and whether its parts fit each other. Its shape is right already. */
export function checkReferences(scenario: Scenario, problems: Problems): void {
  const known = new KnownNames(scenario, problems);
  checkServers(scenario, known, problems);
  scenario.messages?.forEach((message, index) => {
    checkMessage(message, ['messages', index], known, problems);
  });
  if (scenario.configuration !== undefined) checkNames(scenario.configuration, ['configuration'], known, problems);
  checkNetwork(scenario, known, problems);
  for (const [group, byServer] of [
    ['disks', scenario.disks?.servers],
    ['timers', scenario.timers?.scriptMs],
  ] as const) {
    const member = group === 'disks' ? 'servers' : 'scriptMs';
    for (const name of Object.keys(byServer ?? {})) known.check(name, [group, member, name]);
  }
  for (const name of Object.keys(scenario.clocks ?? {})) known.check(name, ['clocks', name]);
  const broken = scenario.broken ?? [];
  broken.forEach((name, index) => {
    if (broken.indexOf(name) < index) problems.add(['broken', index], `"${name}" is named twice`);
  });
  checkJoins(scenario, problems);
  scenario.actions?.forEach((action, index) => {
    checkPlace(action, ['actions', index], known, problems);
    checkAction(action, ['actions', index], known, problems);
  });
  checkBeats(scenario, known, problems);
  checkLesson(scenario, known, problems);
}

/** Only processes take part in a lesson, and only there can they be told to act. */
function checkLesson(scenario: Scenario, known: KnownNames, problems: Problems): void {
  const { lesson } = scenario;
  scenario.actions?.forEach((action, index) => {
    if ((action.do === 'act') !== (lesson !== undefined) && TOLD.includes(action.do)) {
      const found = lesson === undefined ? 'Raft' : `"${lesson.protocol}"`;
      problems.add(['actions', index, 'do'], `"${action.do}" means nothing to the servers: they run ${found}`);
    }
  });
  if (lesson === undefined) return;
  if (clientCount(scenario) > 0) problems.add(['clients'], 'a lesson has no clients: expected 0');
  for (const name of Object.keys(lesson.start ?? {})) known.check(name, ['lesson', 'start', name]);
  lesson.events?.forEach(({ to }, index) => {
    known.check(to, ['lesson', 'events', index, 'to']);
  });
}

/** What a server or client is told to do, rather than what befalls it. */
const TOLD: readonly string[] = [
  'act',
  'submit',
  'snapshot',
  'transfer',
  'join',
  'addServer',
  'removeServer',
  'addLearner',
  'promote',
  'demote',
  'changeConfiguration',
];

/** Servers that join are numbered on, without gaps, and each joins once. */
function checkJoins(scenario: Scenario, problems: Problems): void {
  let next = serverCount(scenario) + 1;
  scenario.actions?.forEach((action, index) => {
    if (action.do !== 'join') return;
    if (action.server !== `S${next}`) {
      problems.add(['actions', index, 'server'], `expected "S${next}", the next server, found "${action.server}"`);
    }
    next++;
  });
}

/** The servers and clients of a scenario; complains about all others. */
class KnownNames {
  readonly servers: number;
  readonly voters: readonly string[];
  /** With those that join later: whatever happens in the run can be about them. */
  private readonly inTheEnd: number;
  private readonly clients: number;
  private readonly problems: Problems;

  constructor(scenario: Scenario, problems: Problems) {
    this.servers = serverCount(scenario);
    this.voters = scenario.configuration ?? Array.from({ length: this.servers }, (_, place) => `S${place + 1}`);
    this.inTheEnd = serversInTheEnd(scenario);
    this.clients = clientCount(scenario);
    this.problems = problems;
  }

  check(name: string | undefined, path: Path): void {
    if (name === undefined || addressOf(name) === null) return;
    const number = Number(name.slice(1));
    const happens = path[0] === 'actions' || path[0] === 'beats';
    const servers = happens ? this.inTheEnd : this.servers;
    if (name.startsWith('S') && number > servers) {
      const all = servers === 1 ? 'only S1' : `S1 to S${servers}`;
      this.problems.add(path, `there is no server ${name}; this scenario has ${all}`);
    }
    if (name.startsWith('C') && number > this.clients) {
      const all = this.clients === 0 ? 'no clients' : this.clients === 1 ? 'only C1' : `C1 to C${this.clients}`;
      this.problems.add(path, `there is no client ${name}; this scenario has ${all}`);
    }
  }
}

function checkNetwork(scenario: Scenario, known: KnownNames, problems: Problems): void {
  const seen = new Set<string>();
  scenario.network?.links?.forEach((link, index) => {
    const path = ['network', 'links', index];
    checkEnds(link, path, known, problems);
    const name = `${link.from}>${link.to}`;
    if (seen.has(name)) problems.add(path, `the link from ${link.from} to ${link.to} is described twice`);
    seen.add(name);
  });
}

function checkEnds(
  link: { readonly from: string; readonly to: string },
  path: Path,
  known: KnownNames,
  problems: Problems,
): void {
  known.check(link.from, [...path, 'from']);
  known.check(link.to, [...path, 'to']);
  if (link.from === link.to)
    problems.add([...path, 'to'], `a link leads from one to another, not from ${link.from} to itself`);
  else if (link.from.startsWith('C') && link.to.startsWith('C')) {
    problems.add([...path, 'to'], 'there is no link between two clients');
  }
}

function checkPlace(place: PlaceJson, path: Path, known: KnownNames, problems: Problems): void {
  const given = [place.at, place.afterStep, place.when].filter((value) => value !== undefined).length;
  if (given !== 1) {
    const found = given === 0 ? 'none' : given;
    problems.add(path, `expected exactly one of "at", "afterStep" and "when" to say when this happens, found ${found}`);
  }
  if (place.when !== undefined) checkPredicate(place.when, [...path, 'when'], known, problems);
}

function checkAction(action: PlacedActionJson, path: Path, known: KnownNames, problems: Problems): void {
  switch (action.do) {
    case 'crash':
    case 'restart':
    case 'pause':
    case 'resume':
    case 'wipe':
    case 'join':
    case 'snapshot':
    case 'fireTimer':
    case 'freezeTimer':
    case 'unfreezeTimer':
    case 'setClock':
    case 'takeWrite':
      return known.check(action.server, [...path, 'server']);
    case 'cut':
    case 'heal':
    case 'setLink':
      return checkEnds(action, path, known, problems);
    case 'partition':
      return checkGroups(action.groups, [...path, 'groups'], known, problems);
    case 'drop':
    case 'hold':
    case 'release':
    case 'deliver':
    case 'duplicate':
    case 'takeMessage':
    case 'delay': {
      const [from, to] = action.message.split(/[>#]/);
      if (messageRefOf(action.message) === null) return;
      known.check(from, [...path, 'message']);
      return known.check(to, [...path, 'message']);
    }
    case 'addServer':
    case 'removeServer':
    case 'addLearner':
    case 'promote':
    case 'demote':
    case 'changeConfiguration':
      known.check(action.server, [...path, 'server']);
      for (const [member, names] of serversIn(action)) checkNames(names, [...path, member], known, problems);
      return;
    case 'act':
      known.check(action.server, [...path, 'server']);
      return known.check(action.to, [...path, 'to']);
    case 'transfer':
      known.check(action.server, [...path, 'server']);
      return known.check(action.to, [...path, 'to']);
    case 'submit':
      known.check(action.client, [...path, 'client']);
      if (action.read !== undefined && !action.command.trim().startsWith('get')) {
        problems.add([...path, 'read'], `"${action.command}" is no read: only a "get" can be served past the log`);
      }
      return known.check(action.server, [...path, 'server']);
    case 'edit':
      return checkEdit(action, path, known, problems);
    case 'takeTimer':
      return known.check(action.host, [...path, 'host']);
    case 'healAll':
      return;
    default:
      return assertNever(action);
  }
}

function checkEdit(action: EditJson, path: Path, known: KnownNames, problems: Problems): void {
  known.check(action.server, [...path, 'server']);
  for (const member of ['votedFor', 'leaderId'] as const) known.check(action[member] ?? undefined, [...path, member]);
  checkNames(action.votes ?? [], [...path, 'votes'], known, problems);
  for (const member of ['nextIndex', 'matchIndex'] as const) {
    for (const name of Object.keys(action[member] ?? {})) known.check(name, [...path, member, name]);
  }
  if (editsFromJson(action).length > 0) return;
  problems.add(path, `expected at least one value to set, such as "currentTerm" or "nextIndex": { "S2": 1 }`);
}

/** Names that exist, each at most once. */
function checkNames(names: readonly string[], path: Path, known: KnownNames, problems: Problems): void {
  names.forEach((name, index) => {
    const place = names.length === 1 ? path : [...path, index];
    known.check(name, place);
    if (names.indexOf(name) < index) problems.add(place, `${name} is named twice`);
  });
}

function checkGroups(groups: readonly (readonly string[])[], path: Path, known: KnownNames, problems: Problems): void {
  const seen = new Set<string>();
  groups.forEach((group, index) => {
    group.forEach((name, place) => {
      known.check(name, [...path, index, place]);
      if (seen.has(name)) problems.add([...path, index, place], `${name} is in two places; a server is in one group`);
      seen.add(name);
    });
  });
  const missing: string[] = [];
  for (let id = 1; id <= known.servers; id++) if (!seen.has(`S${id}`)) missing.push(`S${id}`);
  if (missing.length > 0) problems.add(path, `every server is in one group; ${missing.join(', ')} is in none`);
}

function checkBeats(scenario: Scenario, known: KnownNames, problems: Problems): void {
  let previousUs = 0;
  scenario.beats?.forEach((beat, index) => {
    const path = ['beats', index];
    checkPlace(beat, path, known, problems);
    if (beat.reveal !== undefined) checkPlace(beat.reveal, [...path, 'reveal'], known, problems);
    checkQuestion(beat, path, problems);
    checkFocus(beat, path, known, problems);
    if (beat.at === undefined) return;
    const atUs = msToUs(beat.at) ?? 0;
    if (atUs < previousUs) problems.add([...path, 'at'], 'beats stand in the order of their times');
    previousUs = atUs;
  });
}

function checkQuestion(beat: BeatJson, path: Path, problems: Problems): void {
  const { choices, answer, tap } = beat;
  if (beat.question === undefined) {
    for (const member of ['choices', 'answer', 'tap', 'reveal', 'because'] as const) {
      if (beat[member] !== undefined) problems.add([...path, member], 'this needs a "question"');
    }
  }
  const count = choices?.length ?? 0;
  if (answer !== undefined && answer >= count) {
    problems.add([...path, 'answer'], `expected the place of a choice from 0; there are ${count} choices`);
  }
  const claims = (choices ?? []).filter(isClaim).length;
  if (claims > 0 && claims < count) {
    problems.add([...path, 'choices'], 'either every choice has "says" and "holds", or none has');
  }
  if (claims > 0 && answer !== undefined) {
    problems.add([...path, 'answer'], 'the run decides which choice holds; leave "answer" out');
  }
  if (tap !== undefined && choices !== undefined) {
    problems.add([...path, 'tap'], 'a question is answered by "choices" or on the picture by "tap", not by both');
  }
}

function checkFocus({ focus }: BeatJson, path: Path, known: KnownNames, problems: Problems): void {
  const light = focus?.light;
  if (typeof light !== 'string') return;
  const at = [...path, 'focus', 'light'];
  const message = messageRefOf(light);
  if (message === null && addressOf(light) === null) {
    problems.add(at, `expected a server, a client or a message such as "S1>S2#5", found "${light}"`);
  }
  for (const name of message === null ? [light] : light.split(/[>#]/).slice(0, 2)) known.check(name, at);
}
