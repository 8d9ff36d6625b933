import type { TextJson } from '../../scenario/types.ts';
import { useApp } from '../../store/hooks.ts';

/** A text of a scene in the person's language, or in English. */
export function useSay(): (text: TextJson) => string {
  const language = useApp((state) => state.preferences.language);
  return (text) => {
    const said: string | undefined = (text as Partial<TextJson>)[language];
    return said ?? text.en;
  };
}
