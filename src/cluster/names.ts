import { type Address, CLIENT_BASE } from '../sim/types.ts';

/** `S1`.. for servers, `C1`.. for clients: what they are called in files, traces and encodings. */
export function nameOf(address: Address): string {
  return address > CLIENT_BASE ? `C${address - CLIENT_BASE}` : `S${address}`;
}

/** The inverse of `nameOf`; null for anything else. */
export function addressOf(name: string): Address | null {
  if (!/^[SC][1-9]$/.test(name)) return null;
  const number = Number(name.slice(1));
  return name.startsWith('S') ? number : CLIENT_BASE + number;
}
