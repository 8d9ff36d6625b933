import { fail, ok, type Result } from '../base/result.ts';

/** base64url (RFC 4648, section 5) without padding: what may stand in a link as it is. */
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

export function toBase64url(bytes: Uint8Array): string {
  let text = '';
  for (let index = 0; index < bytes.length; index += 3) {
    const left = Math.min(3, bytes.length - index);
    const word = ((bytes[index] ?? 0) << 16) | ((bytes[index + 1] ?? 0) << 8) | (bytes[index + 2] ?? 0);
    for (let place = 0; place <= left; place++) text += ALPHABET.charAt((word >>> (18 - 6 * place)) & 63);
  }
  return text;
}

/** Refuses other characters, and texts that no bytes encode to. */
export function fromBase64url(text: string): Result<Uint8Array, 'damaged'> {
  const length = Math.floor((text.length * 3) / 4);
  const bytes = new Uint8Array(length);
  let word = 0;
  let bits = 0;
  let place = 0;
  for (let index = 0; index < text.length; index++) {
    const value = ALPHABET.indexOf(text.charAt(index));
    if (value < 0) return fail('damaged');
    word = ((word << 6) | value) & 0xffff;
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      bytes[place++] = (word >>> bits) & 0xff;
    }
  }
  const rest = word & ((1 << bits) - 1);
  return bits === 6 || rest !== 0 ? fail('damaged') : ok(bytes);
}
