/** The page without what stands after `#`, to make links of. */
export interface PageAddress {
  readonly url: string;
  /** Whether others can open it: a page that lies on a disk is nowhere else. */
  readonly isPublic: boolean;
}

/** Where this page is; if it was opened from a disk, where the same page is served, as far as it was told when built. */
export function pageAddress(): PageAddress {
  // A link says for itself in which language it opens.
  const here = location.href.replace(/#.*$/, '').replace(/\?l=[\w-]+$/, '');
  if (/^https?:/.test(here)) return { url: here, isPublic: true };
  const served = document.querySelector<HTMLLinkElement>('link[rel="canonical"]')?.href;
  return served === undefined ? { url: here, isPublic: false } : { url: served, isPublic: true };
}
