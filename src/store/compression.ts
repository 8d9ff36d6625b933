import { fail, ok, type Result } from '../base/result.ts';
import type { Compression } from '../scenario/link.ts';

/** Raw deflate of the platform, for links. Engines may compress differently: links are decoded, never compared. */
export const compression: Compression = { deflate, inflate };

async function deflate(bytes: Uint8Array): Promise<Uint8Array> {
  const packed = await throughStream(bytes, new CompressionStream('deflate-raw'), Infinity);
  if (packed === null) throw new Error('compression has no limit');
  return packed;
}

async function inflate(bytes: Uint8Array, limit: number): Promise<Result<Uint8Array, 'tooLarge' | 'damaged'>> {
  try {
    const inflated = await throughStream(bytes, new DecompressionStream('deflate-raw'), limit);
    return inflated === null ? fail('tooLarge') : ok(inflated);
  } catch {
    return fail('damaged'); // the stream refuses what is not deflate
  }
}

/** Null as soon as more than `limit` bytes have come out: what a bomb would still hold is never made. */
async function throughStream(
  bytes: Uint8Array,
  stream: CompressionStream | DecompressionStream,
  limit: number,
): Promise<Uint8Array | null> {
  const writer = stream.writable.getWriter();
  // A failed write fails the reading side as well, where it is handled.
  const ignore = (): void => undefined;
  writer.write(new Uint8Array(bytes)).catch(ignore);
  writer.close().catch(ignore);
  const reader = (stream.readable as ReadableStream<Uint8Array>).getReader();
  const chunks: Uint8Array[] = [];
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return joined(chunks, length);
    length += value.length;
    if (length > limit) {
      await reader.cancel().catch(ignore);
      return null;
    }
    chunks.push(value);
  }
}

function joined(chunks: readonly Uint8Array[], length: number): Uint8Array {
  const all = new Uint8Array(length);
  let place = 0;
  for (const chunk of chunks) {
    all.set(chunk, place);
    place += chunk.length;
  }
  return all;
}
