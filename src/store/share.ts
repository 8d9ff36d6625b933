import { stateHash } from '../cluster/encode.ts';
import { languageOf, loadMessages, messagesOf } from '../messages/index.ts';
import { questionProblems } from '../quiz/question.ts';
import { formatScenario } from '../scenario/format.ts';
import { loadLesson } from '../scenario/lessons.ts';
import {
  type Link,
  type LinkProblem,
  type LinkView,
  linkTooLong,
  readLink,
  runLink,
  sceneLink,
} from '../scenario/link.ts';
import { serversInTheEnd } from '../scenario/names.ts';
import { parseScenario } from '../scenario/parse.ts';
import { problemText } from '../scenario/problem.ts';
import { openScene } from '../scenario/scene.ts';
import type { Scenario } from '../scenario/types.ts';
import { compression } from './compression.ts';
import { listView } from './playlist.ts';
import { scenarioOf } from './session.ts';
import { type App, currentBranch } from './store.ts';
import type { AppState } from './types.ts';

/** What the page has to say about a link that it opened; the app puts it into words. */
export type Opening =
  | { readonly kind: 'fine' }
  | { readonly kind: 'problem'; readonly message: string }
  | { readonly kind: 'badLink'; readonly problem: Exclude<LinkProblem['kind'], 'scenario'> }
  /** The engine of today computes another state at this step than the one that made the link. */
  | { readonly kind: 'differs'; readonly step: number };

/** How the address of the page asks to be looked at: in the language that a link asked for, and within its playlist. */
function ownView(state: AppState): LinkView {
  const { language, languageOfLink } = state;
  return { ...(languageOfLink && { language }), ...listView(state) };
}

/** The part of the address after `#` that brings somebody else to this very moment, to be looked at in this way. */
export async function linkHash(app: App, view: LinkView = ownView(app.getState())): Promise<string> {
  const state = app.getState();
  const { timeline, name, parent } = currentBranch(state);
  const cursor = app.playhead.position();
  const position = { step: cursor.step, offsetUs: Math.max(0, cursor.atUs - timeline.index.atUs(cursor.step)) };
  const { source } = state;
  const isScene =
    source.kind === 'scene' && parent === null && isUntouched(state.scenario, scenarioOf(state.scenario, timeline));
  if (isScene) {
    const atStart = position.step === 0 && position.offsetUs === 0;
    return sceneLink({ scene: source.id, variant: source.variant, position: atStart ? null : position, view });
  }
  const scenario = scenarioOf(state.scenario, timeline);
  const fingerprint = stateHash(timeline.worldAt(cursor.step));
  return runLink({ scenario, position, fingerprint, branch: parent === null ? null : name, view }, compression);
}

function isUntouched(scenario: Scenario, now: Scenario): boolean {
  return formatScenario(scenario) === formatScenario(now);
}

export interface Address {
  readonly url: string;
  readonly tooLong: boolean;
}

/** The whole address of this moment, and whether it is too long to be sent safely: then a file is the way. */
export async function shareAddress(app: App, page: string, view: LinkView = {}): Promise<Address> {
  const url = `${page.replace(/#.*$/, '')}${await linkHash(app, view)}`;
  return { url, tooLong: linkTooLong(url) };
}

/** Opens whatever stands after `#`. A link that cannot be opened leaves the page as it is. */
export async function openHash(app: App, hash: string): Promise<Opening> {
  const read = await readLink(hash, compression);
  if (!read.ok) {
    const { kind, message } = read.error;
    return kind === 'scenario' ? { kind: 'problem', message } : { kind: 'badLink', problem: kind };
  }
  return openLink(app, read.value);
}

/** Speaks the language that was asked for, if the page has it, and has all words of what it speaks. */
export async function speak(app: App, tag = ''): Promise<void> {
  const asked = languageOf(tag);
  await loadMessages(asked ?? app.getState().language);
  if (asked !== null) app.getState().speakAsLink(asked);
}

async function openLink(app: App, link: Link): Promise<Opening> {
  if (link.kind === 'home') return { kind: 'fine' };
  await speak(app, link.view.language);
  const { openScenario } = app.getState();
  app.setState({ view: link.view });
  if (link.kind === 'scene') {
    const scene = await openScene(link.scene, link.variant);
    if (!scene.ok) return { kind: 'problem', message: scene.error.map(problemText).join(' ') };
    openScenario(scene.value, { kind: 'scene', id: link.scene, variant: link.variant });
    if (link.position !== null) app.getState().openAt(link.position.step, link.position.offsetUs);
    return { kind: 'fine' };
  }
  const bad = await questionProblem(app, link.scenario);
  if (bad !== null) return { kind: 'problem', message: bad };
  openScenario(link.scenario, { kind: 'link' });
  if (link.branch !== null) app.getState().renameBranch(1, link.branch);
  const { step, offsetUs } = link.position;
  app.getState().openAt(step, offsetUs);
  await arrived(app);
  const { timeline } = currentBranch(app.getState());
  const same = step <= timeline.steps && stateHash(timeline.worldAt(step)) === link.fingerprint;
  return same && link.choicesDiffer !== true ? { kind: 'fine' } : { kind: 'differs', step };
}

/** Waits until a long way to the link's moment is played, or was stopped. */
function arrived(app: App): Promise<void> {
  return new Promise((resolve) => {
    const stop = app.subscribe((state) => {
      if (state.progress === null) finish();
    });
    const finish = (): void => {
      stop();
      resolve();
    };
    if (app.getState().progress === null) finish();
  });
}

/** The scenario of the current branch as a file: its name and its text. */
export function fileOf(app: App): { name: string; text: string } {
  const state = app.getState();
  const scenario = scenarioOf(state.scenario, currentBranch(state).timeline);
  const name = (scenario.title ?? 'cluster')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
  return { name: `${name === '' ? 'cluster' : name}.raftlight.json`, text: formatScenario(scenario) };
}

/** What is wrong with the first question of a scenario that cannot be read, and where; null when all can. */
async function questionProblem(app: App, scenario: Scenario): Promise<string | null> {
  const [found] = questionProblems(scenario, serversInTheEnd(scenario));
  if (found === undefined) return null;
  await loadMessages(app.getState().language);
  const { problem } = messagesOf(app.getState().language).query;
  return `beats[${found.beat}].${found.member}, “${found.source}”: ${problem(found.problem)}`;
}

/** Opens the text of a scenario file. The problem names the place in the file. */
export async function openFileText(app: App, name: string, text: string): Promise<Opening> {
  const parsed = parseScenario(text);
  if (!parsed.ok) return { kind: 'problem', message: parsed.error.map(problemText).join(' ') };
  await loadLesson(parsed.value);
  const bad = await questionProblem(app, parsed.value);
  if (bad !== null) return { kind: 'problem', message: bad };
  app.getState().openScenario(parsed.value, { kind: 'file', name });
  return { kind: 'fine' };
}
