/**
 * The library of scenes. A scene is a scenario file of its own in this folder, loaded when it is asked for; its id is
 * its short link `#/scene/<id>`. A variant is what changes in it, in a file of its own, with the link
 * `#/scene/<id>/<variant>`. How to write one: docs/writing-a-scene.md.
 */
import type { SceneEntry } from './entry.ts';
import { FURTHER_SCENES } from './what-follows.ts';
import { FIRST_SCENES } from './what-raft-is.ts';

export type { SceneEntry } from './entry.ts';

/** In the order in which a lecture shows them. */
export const SCENES: readonly SceneEntry[] = [...FIRST_SCENES, ...FURTHER_SCENES];
