// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../shared/domain/errors/app-error.ts';

export interface ByteReader {
  /** Throws `damaged` if the stream ends early. */
  take(octets: number): Promise<Uint8Array>;
  atEnd(): Promise<boolean>;
  cancel(): Promise<void>;
}

export function readBytes(stream: ReadableStream<Uint8Array>): ByteReader {
  const source = stream.getReader();
  let chunk: Uint8Array = new Uint8Array(0);
  let at = 0;

  async function more(): Promise<boolean> {
    while (at === chunk.length) {
      const next = await source.read();
      if (next.done) return false;
      chunk = next.value;
      at = 0;
    }
    return true;
  }

  return {
    async take(octets) {
      if (chunk.length - at >= octets) {
        at += octets;
        return chunk.subarray(at - octets, at);
      }
      const taken = new Uint8Array(octets);
      for (let filled = 0; filled < octets;) {
        if (!(await more())) throw new AppError('damaged', { what: 'archive', problem: 'cut-off' });
        const part = chunk.subarray(at, at + octets - filled);
        taken.set(part, filled);
        filled += part.length;
        at += part.length;
      }
      return taken;
    },
    atEnd: async () => !(await more()),
    cancel: async () => source.cancel().catch(() => undefined),
  };
}
