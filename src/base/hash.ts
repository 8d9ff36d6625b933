/** FNV-1a, 64 bits, over the UTF-8 bytes of a text, in 16-bit limbs: integer arithmetic that every engine does alike. */
class Fnv64 {
  private a = 0x2325;
  private b = 0x8422;
  private c = 0x9ce4;
  private d = 0xcbf2;

  byte(byte: number): void {
    const a = this.a ^ byte;
    // The prime is 2^40 + 0x1b3; a is the lowest limb.
    const p0 = a * 0x1b3;
    const p1 = this.b * 0x1b3 + (p0 >>> 16);
    const p2 = this.c * 0x1b3 + a * 0x100 + (p1 >>> 16);
    const p3 = this.d * 0x1b3 + this.b * 0x100 + (p2 >>> 16);
    this.a = p0 & 0xffff;
    this.b = p1 & 0xffff;
    this.c = p2 & 0xffff;
    this.d = p3 & 0xffff;
  }

  hex(): string {
    return [this.d, this.c, this.b, this.a].map((limb) => limb.toString(16).padStart(4, '0')).join('');
  }
}

/** 16 lower-case hexadecimal digits. */
export function hash64(text: string): string {
  const hash = new Fnv64();
  for (let index = 0; index < text.length; index++) {
    const code = text.codePointAt(index) ?? 0;
    if (code > 0xffff) index++;
    if (code < 0x80) hash.byte(code);
    else if (code < 0x800) {
      hash.byte(0xc0 | (code >>> 6));
      hash.byte(0x80 | (code & 0x3f));
    } else {
      if (code < 0x10000) hash.byte(0xe0 | (code >>> 12));
      else {
        hash.byte(0xf0 | (code >>> 18));
        hash.byte(0x80 | ((code >>> 12) & 0x3f));
      }
      hash.byte(0x80 | ((code >>> 6) & 0x3f));
      hash.byte(0x80 | (code & 0x3f));
    }
  }
  return hash.hex();
}
