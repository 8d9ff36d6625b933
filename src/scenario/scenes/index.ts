/**
 * The library of scenes. A scene is a scenario file of its own in this folder, loaded when it is asked for; its id is
 * its short link `#/scene/<id>`. A variant is what changes in it, in a file of its own, with the link
 * `#/scene/<id>/<variant>`. How to add one: docs/scenario-format.md.
 */
export interface SceneEntry {
  readonly id: string;
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

export const SCENES: readonly SceneEntry[] = [
  { id: 'first-election', title: 'The first election', load: () => import('./first-election.json') },
];
