import { type ComponentType, type LazyExoticComponent, lazy } from 'react';
import { loadMessages } from '../messages/index.ts';
import { appStore } from '../store/hooks.ts';

/** A component that the first picture does without: it comes when it is first shown, together with its words. */
export function later<P>(
  load: () => Promise<{ readonly default: ComponentType<P> }>,
): LazyExoticComponent<ComponentType<P>> {
  return lazy(async () => {
    const [module] = await Promise.all([load(), loadMessages(appStore.getState().language)]);
    return module;
  });
}
