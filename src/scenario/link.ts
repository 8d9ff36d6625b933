import * as v from 'valibot';
import { canonical, type Json } from '../base/canonical.ts';
import { hash64 } from '../base/hash.ts';
import { fail, ok, type Result } from '../base/result.ts';
import { fromBase64url, toBase64url } from './base64url.ts';
import { canonicalScenario } from './format.ts';
import { loadLesson } from './lessons.ts';
import { type PackedChoices, packChoices, unpackChoices } from './packed-choices.ts';
import { parseScenario } from './parse.ts';
import { list, object, oneOf, plainObject, text, whole } from './pieces.ts';
import { playlistText, readPlaylist } from './playlist.ts';
import { problemText } from './problem.ts';
import type { Scenario } from './types.ts';

/**
 * Links: everything after `#`, so that nothing of it is sent to a server (docs/scenario-format.md). `#/scene/<id>` opens
 * the library; `#/run/v1.<payload>.<checksum>` carries a scenario and a moment of it. Compression is handed in, so that
 * this layer stays pure.
 */

/** Changes only with a decision on record: when the engine runs a published scenario differently. */
const ENGINE_VERSION = 1;
const LINK_VERSION = 1;
/** With steps chosen by hand packed apart: a page that does not know them must not open the rest. */
const LINK_VERSION_WITH_CHOICES = 2;

/** A link that is longer may not survive being sent; a file is offered instead. In characters, for the whole address. */
const MAX_LINK_LENGTH = 2_000;
/** Longer ones are not even looked at. */
const MAX_DECODED_LENGTH = 1_000_000;
/** What a payload may inflate to, in bytes; a decompression bomb stops here. */
const MAX_INFLATED_BYTES = 1_048_576;

/** What a link says about how to look at it. */
export interface LinkView {
  readonly panels?: readonly string[];
  readonly language?: string;
  readonly mode?: string;
  /** For a frame in a page that is light or dark, whatever the reader prefers elsewhere. */
  readonly theme?: 'light' | 'dark';
  /** The playlist in which the scene stands, as `playlistText` writes it. Links of runs carry none. */
  readonly list?: string;
}

/** A place in a run: right after a step, and so long after it. */
interface LinkPosition {
  readonly step: number;
  /** Microseconds of virtual time since that step. */
  readonly offsetUs: number;
}

export interface SceneLink {
  readonly kind: 'scene';
  readonly scene: string;
  readonly variant: string | null;
  /** Null: where the scene begins. */
  readonly position: LinkPosition | null;
  readonly view: LinkView;
}

export interface RunLink {
  readonly kind: 'run';
  readonly scenario: Scenario;
  readonly position: LinkPosition;
  /** The engine that made the link. */
  readonly engine: number;
  /** `stateHash` at the position, as that engine computed it: when it differs here, the page says so. */
  readonly fingerprint: string;
  /** The name of the branch, if it has one. */
  readonly branch: string | null;
  readonly view: LinkView;
  /** After its steps that were chosen by hand another state is computed here than by that engine. */
  readonly choicesDiffer?: boolean;
}

export type Link = { readonly kind: 'home' } | SceneLink | RunLink;

export interface LinkProblem {
  readonly kind: 'foreign' | 'newer' | 'tooLarge' | 'checksum' | 'damaged' | 'scenario';
  /** A sentence in English: what is wrong, and what can be done. */
  readonly message: string;
}

/** Raw deflate (RFC 1951). */
export interface Compression {
  deflate(bytes: Uint8Array): Promise<Uint8Array>;
  /** Stops as soon as there are more than `limit` bytes. */
  inflate(bytes: Uint8Array, limit: number): Promise<Result<Uint8Array, 'tooLarge' | 'damaged'>>;
}

const SENTENCES: { readonly [K in Exclude<LinkProblem['kind'], 'scenario'>]: string } = {
  foreign: 'This link is not one of Raftlight: expected #/scene/... or #/run/... after the address.',
  newer: 'This link was made by a newer Raftlight. Open it there, or ask for the scenario as a file.',
  tooLarge: 'This link is too large to be opened. Ask for the scenario as a file.',
  checksum: 'This link is not complete or was changed on its way: its checksum does not match. Copy all of it again.',
  damaged: 'This link is damaged and cannot be read. Copy all of it again, or ask for the scenario as a file.',
};

function problem(kind: keyof typeof SENTENCES): Result<never, LinkProblem> {
  return fail({ kind, message: SENTENCES[kind] });
}

export function linkTooLong(address: string): boolean {
  return address.length > MAX_LINK_LENGTH;
}

/** The short link of a scene: `#/scene/figure-8/off?s=120&u=500`. */
export function sceneLink(link: Omit<SceneLink, 'kind'>): string {
  const { position, view } = link;
  const path = link.variant === null ? link.scene : `${link.scene}/${link.variant}`;
  const query = [
    ...(position === null ? [] : [`s=${position.step}`]),
    ...(position === null || position.offsetUs === 0 ? [] : [`u=${position.offsetUs}`]),
    ...(view.panels === undefined ? [] : [`p=${view.panels.map(encodeURIComponent).join(',')}`]),
    ...(view.language === undefined ? [] : [`l=${encodeURIComponent(view.language)}`]),
    ...(view.mode === undefined ? [] : [`m=${encodeURIComponent(view.mode)}`]),
    ...(view.theme === undefined ? [] : [`t=${view.theme}`]),
    ...(view.list === undefined ? [] : [`list=${view.list}`]),
  ];
  return `#/scene/${path}${query.length === 0 ? '' : `?${query.join('&')}`}`;
}

/** The link of any run, with its scenario in it. */
export async function runLink(link: Omit<RunLink, 'kind' | 'engine'>, compression: Compression): Promise<string> {
  const { position, fingerprint, branch } = link;
  const { list: _, ...view } = link.view;
  const scenario = canonicalScenario(link.scenario);
  const packedChoices = packChoices(scenario);
  const payload = canonical({
    scenario: (packedChoices?.scenario ?? scenario) as unknown as Json,
    choices: packedChoices?.choices as unknown as Json | undefined,
    engine: ENGINE_VERSION,
    step: position.step,
    offsetUs: position.offsetUs === 0 ? undefined : position.offsetUs,
    fingerprint,
    branch: branch ?? undefined,
    view: Object.keys(view).length === 0 ? undefined : view,
  });
  const packed = toBase64url(await compression.deflate(asciiBytes(payload)));
  const version = packedChoices === null ? LINK_VERSION : LINK_VERSION_WITH_CHOICES;
  return `#/run/v${version}.${packed}.${checksumOf(packed)}`;
}

function checksumOf(packed: string): string {
  return hash64(packed).slice(0, 8);
}

/** JSON needs no character beyond ASCII: the others are written as \uXXXX. */
function asciiBytes(json: string): Uint8Array {
  const ascii = json.replace(/[^ -~]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
  return Uint8Array.from(ascii, (character) => character.charCodeAt(0));
}

/** Reads what stands after the address, `#` included. Whatever it is, the outcome is a link or a sentence. */
export async function readLink(hash: string, compression: Compression): Promise<Result<Link, LinkProblem>> {
  if (hash === '' || hash === '#' || hash === '#/') return ok({ kind: 'home' });
  if (hash.length > MAX_DECODED_LENGTH) return problem('tooLarge');
  if (hash.startsWith('#/scene/')) return readSceneLink(hash.slice('#/scene/'.length));
  const run = /^#\/run\/v(\d{1,6})\.([^.]*)(?:\.([^.]*))?$/.exec(hash);
  if (run === null) return problem(hash.startsWith('#/run/') ? 'damaged' : 'foreign');
  const [, version, packed = '', checksum] = run;
  if (Number(version) > LINK_VERSION_WITH_CHOICES) return problem('newer');
  if (Number(version) < LINK_VERSION) return problem('damaged');
  if (checksum !== checksumOf(packed)) return problem('checksum');
  const bytes = fromBase64url(packed);
  if (!bytes.ok) return problem(bytes.error);
  const inflated = await compression.inflate(bytes.value, MAX_INFLATED_BYTES);
  if (!inflated.ok) return problem(inflated.error);
  if (inflated.value.length > MAX_INFLATED_BYTES) return problem('tooLarge');
  return readPayload(inflated.value, Number(version) === LINK_VERSION_WITH_CHOICES);
}

const MAX_STEP = 1_000_000_000;
const MAX_OFFSET_US = 1_000_000_000_000;

function readSceneLink(rest: string): Result<Link, LinkProblem> {
  const match = /^([a-z0-9-]{1,40})(?:\/([a-z0-9-]{1,20}))?(?:\?(.*))?$/.exec(rest);
  if (match === null) return problem('foreign');
  const [, scene = '', variant = null, query = ''] = match;
  const values = new Map(query.split('&').map((pair): [string, string] => splitPair(pair)));
  const step = readNumber(values.get('s'), MAX_STEP);
  const offsetUs = readNumber(values.get('u'), MAX_OFFSET_US);
  const view = sceneView(values);
  if (step === 'wrong' || offsetUs === 'wrong' || view === null) return problem('damaged');
  const playlist = readPlaylistOf(values.get('list'));
  if (!playlist.ok) return playlist;
  const position = step === null ? null : { step, offsetUs: offsetUs ?? 0 };
  return ok({ kind: 'scene', scene, variant, position, view: { ...view, ...playlist.value } });
}

function readPlaylistOf(written: string | undefined): Result<Pick<LinkView, 'list'>, LinkProblem> {
  if (written === undefined) return ok({});
  // Some programs write commas and slashes of an address as %2C and %2F.
  const read = readPlaylist(written.replace(/%2c/gi, ',').replace(/%2f/gi, '/'));
  return read.ok ? ok({ list: playlistText(read.value) }) : fail({ kind: 'scenario', message: read.error });
}

function splitPair(pair: string): [string, string] {
  const place = pair.indexOf('=');
  return place < 0 ? [pair, ''] : [pair.slice(0, place), pair.slice(place + 1)];
}

function readNumber(text: string | undefined, max: number): number | null | 'wrong' {
  if (text === undefined) return null;
  return /^\d{1,13}$/.test(text) && Number(text) <= max ? Number(text) : 'wrong';
}

function sceneView(values: ReadonlyMap<string, string>): LinkView | null {
  try {
    const [panels, language, mode, theme] = ['p', 'l', 'm', 't'].map((name) => values.get(name));
    const view = {
      ...(panels !== undefined && { panels: panels === '' ? [] : panels.split(',').map(decodeURIComponent) }),
      ...(language !== undefined && { language: decodeURIComponent(language) }),
      ...(mode !== undefined && { mode: decodeURIComponent(mode) }),
      ...(theme !== undefined && { theme }),
    };
    const outcome = v.safeParse(viewSchema, view);
    return outcome.success ? outcome.output : null;
  } catch {
    return null; // decodeURIComponent refuses what is not percent-encoded UTF-8
  }
}

const viewSchema = object({
  panels: v.exactOptional(list(16, text(32))),
  language: v.exactOptional(text(35)),
  mode: v.exactOptional(text(32)),
  theme: v.exactOptional(oneOf('light', 'dark')),
});

const MAX_RUNS = 5_000;

const packedChoicesSchema = object({
  runs: list(MAX_RUNS, v.tuple([whole(0, MAX_STEP), whole(0, MAX_STEP), text(10_000)])),
  after: text(16),
});

const payloadSchema = object({
  scenario: plainObject,
  choices: v.exactOptional(packedChoicesSchema),
  engine: whole(1, 1_000_000),
  step: whole(0, MAX_STEP),
  offsetUs: v.exactOptional(whole(0, MAX_OFFSET_US)),
  fingerprint: v.custom<string>((value) => typeof value === 'string' && /^[0-9a-f]{16}$/.test(value)),
  branch: v.exactOptional(text(200)),
  view: v.exactOptional(viewSchema),
});

async function readPayload(bytes: Uint8Array, hasChoices: boolean): Promise<Result<Link, LinkProblem>> {
  const json = readJson(bytes);
  if (json === null) return problem('damaged');
  const payload = v.safeParse(payloadSchema, json);
  if (!payload.success) return problem('damaged');
  const { step, offsetUs = 0, engine, fingerprint, branch = null, view = {}, choices } = payload.output;
  if (hasChoices !== (choices !== undefined)) return problem('damaged');
  const read = readScenario(payload.output.scenario);
  if (read.ok) await loadLesson(read.value.scenario);
  const whole = read.ok && choices !== undefined ? withChoices(read.value, choices) : read;
  if (!whole.ok) return fail({ kind: 'scenario', message: whole.error });
  const { scenario, same } = whole.value;
  const position = { step, offsetUs };
  const differ = same ? {} : { choicesDiffer: true };
  return ok({ kind: 'run', scenario, position, engine, fingerprint, branch, view, ...differ });
}

type ReadScenario = Result<{ readonly scenario: Scenario; readonly same: boolean }, string>;

function readScenario(json: unknown): ReadScenario {
  const parsed = parseScenario(json);
  if (parsed.ok) return ok({ scenario: parsed.value, same: true });
  const [first] = parsed.error;
  const reason = first === undefined ? '' : `: ${problemText(first)}`;
  return fail(`The scenario in this link cannot be opened${reason}`);
}

/** Choices are found again by playing the run. What comes of it is read like every other scenario. */
function withChoices({ scenario }: { readonly scenario: Scenario }, choices: PackedChoices): ReadScenario {
  const unpacked = unpackChoices(scenario, choices);
  if (!unpacked.ok) return unpacked;
  const read = readScenario(unpacked.value.scenario);
  return read.ok ? ok({ scenario: read.value.scenario, same: unpacked.value.same }) : read;
}

function readJson(bytes: Uint8Array): unknown {
  let json = '';
  for (let start = 0; start < bytes.length; start += 4096) {
    const chunk = bytes.subarray(start, start + 4096);
    if (chunk.some((byte) => byte > 0x7e)) return null;
    json += String.fromCharCode(...chunk);
  }
  try {
    return JSON.parse(json);
  } catch {
    return null;
  }
}
