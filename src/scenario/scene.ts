import { fail } from '../base/result.ts';
import { loadLesson } from './lessons.ts';
import { type ParsedScenario, parseScenario } from './parse.ts';
import { SCENES, type SceneEntry } from './scenes/index.ts';

/** The scenario of a scene, or of its variant. The problem says which scenes or variants there are. */
export async function openScene(
  id: string,
  variantId: string | null = null,
  scenes: readonly SceneEntry[] = SCENES,
): Promise<ParsedScenario> {
  const scene = scenes.find((entry) => entry.id === id || entry.aliases?.includes(id));
  if (scene === undefined) {
    return fail([
      { path: '', message: `there is no scene "${id}"; there are ${scenes.map((entry) => entry.id).join(', ')}` },
    ]);
  }
  const { default: json } = await scene.load();
  await loadLesson(json as { lesson?: unknown });
  if (variantId === null) return parseScenario(json);
  const { variants = [] } = scene;
  const variant = variants.find((entry) => entry.id === variantId);
  if (variant === undefined) {
    const there = variants.length === 0 ? 'no variants' : variants.map((entry) => entry.id).join(', ');
    return fail([{ path: '', message: `the scene "${id}" has no variant "${variantId}"; it has ${there}` }]);
  }
  const { default: change } = await variant.change();
  const members = Object.entries({ ...(json as object), ...(change as object) });
  return parseScenario(Object.fromEntries(members.filter(([, member]) => member !== null)));
}
