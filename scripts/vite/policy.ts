import { createHash } from 'node:crypto';
import type { Plugin } from 'vite';

/**
 * The page promises to ask no other origin for anything, so the built page forbids it to itself.
 * Styles may be inline (React and framer-motion set them); scripts may not.
 */
export function contentSecurityPolicy(): Plugin {
  return {
    name: 'content-security-policy',
    apply: 'build', // the dev server needs inline scripts
    transformIndexHtml: () => [{ tag: 'meta', attrs: policyTag(SERVED), injectTo: 'head-prepend' }],
  };
}

const SERVED = [
  "default-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self' data:",
  "worker-src 'self' blob:",
  "object-src 'none'",
  "base-uri 'none'",
];

/** What the page in one file may do: run these scripts, show what it has in it, and ask nobody for anything. */
export function singleFilePolicy(...scripts: readonly string[]): {
  readonly 'http-equiv': string;
  readonly content: string;
} {
  return policyTag([
    "default-src 'none'",
    `script-src ${scripts.map(hashOf).join(' ')}`,
    "style-src 'unsafe-inline'",
    'img-src data: blob:',
    'font-src data:',
    "base-uri 'none'",
  ]);
}

function hashOf(script: string): string {
  return `'sha256-${createHash('sha256').update(script).digest('base64')}'`;
}

function policyTag(rules: readonly string[]) {
  return { 'http-equiv': 'Content-Security-Policy', content: rules.join('; ') };
}
