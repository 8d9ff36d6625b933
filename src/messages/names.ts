import type { Language } from './index.ts';

/** Each language by its own name, so that whoever is lost in another one finds it. */
export const LANGUAGE_NAMES: { readonly [L in Language]: string } = { en: 'English', 'zh-Hans': '中文' };
