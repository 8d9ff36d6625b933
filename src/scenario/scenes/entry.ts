export interface SceneEntry {
  readonly id: string;
  /** Other names that open it, such as the number of a figure. */
  readonly aliases?: readonly string[];
  readonly title: string;
  readonly load: () => Promise<{ readonly default: unknown }>;
  readonly variants?: readonly VariantEntry[];
}

/** `change` holds members of a scenario; each replaces the scene's own as a whole, and null leaves it out. */
interface VariantEntry {
  readonly id: string;
  readonly title: string;
  readonly change: () => Promise<{ readonly default: unknown }>;
}
