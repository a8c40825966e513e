// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import { damagedAt } from '../../x509/der/der-reader.ts';
import { type BerHeader, derLength, readBerHeader } from './ber-header.ts';

const maxDepth = 64;
const maxElements = 200_000;
const constructedOctetString = 0x24;

interface Converted {
  readonly parts: readonly Uint8Array[];
  readonly length: number;
  readonly end: number;
  readonly changed: boolean;
}

/**
 * Converts indefinite lengths and constructed OCTET STRINGs. Elements without them stay byte-identical to keep
 * signatures valid. Keeps trailing bytes.
 * @throws `damaged` (`offset`), `limit-exceeded` (`limit: 'depth'` or `'objects'`)
 */
export function berToDer(bytes: Uint8Array): Uint8Array {
  if (!needsConversion(bytes)) return bytes;
  const converter = new Converter(bytes);
  const { parts, end, changed } = converter.convert(0, bytes.length, 0);
  return changed ? Buffer.concat([...parts, bytes.subarray(end)]) : bytes;
}

function needsConversion(bytes: Uint8Array): boolean {
  const ends: number[] = [];
  let at = 0;
  for (;;) {
    let limit = ends.at(-1) ?? bytes.length;
    let header: BerHeader;
    try {
      header = readBerHeader(bytes, at, limit);
    } catch {
      if (ends.length === 0) return true;
      at = limit;
      header = { tag: 0, identifierEnd: at, content: at, end: at };
    }
    if (header.end === null || header.tag === constructedOctetString) return true;
    if (header.tag & 0x20) {
      if (ends.length >= maxDepth) return true;
      ends.push(header.end);
      at = header.content;
    } else {
      at = header.end;
    }
    while (ends.length > 0 && at === (limit = ends.at(-1) as number)) ends.pop();
    if (ends.length === 0) return false;
  }
}

class Converter {
  readonly #bytes: Uint8Array;
  #elements = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  convert(start: number, limit: number, depth: number): Converted {
    if (depth > maxDepth) throw new AppError('limit-exceeded', { limit: 'depth' });
    if (++this.#elements > maxElements) throw new AppError('limit-exceeded', { limit: 'objects' });
    const header = readBerHeader(this.#bytes, start, limit);
    const verbatim = (end: number): Converted => ({
      parts: [this.#bytes.subarray(start, end)],
      length: end - start,
      end,
      changed: false,
    });
    if ((header.tag & 0x20) === 0) return verbatim(header.end as number);
    let inside: { children: readonly Converted[]; end: number };
    try {
      inside = this.#convertChildren(header, limit, depth);
    } catch (error) {
      if (header.end !== null && error instanceof AppError && error.code === 'damaged') return verbatim(header.end);
      throw error;
    }
    const { children, end } = inside;
    if (header.tag === constructedOctetString) return joined(children, end);
    if (header.end !== null && children.every(({ changed }) => !changed)) return verbatim(end);
    const length = children.reduce((sum, child) => sum + child.length, 0);
    const head = Buffer.concat([this.#bytes.subarray(start, header.identifierEnd), derLength(length)]);
    const parts = [head, ...children.flatMap((child) => child.parts)];
    return { parts, length: head.length + length, end, changed: true };
  }

  #convertChildren(header: BerHeader, limit: number, depth: number) {
    const children: Converted[] = [];
    const stop = header.end ?? limit;
    let at = header.content;
    while (at < stop) {
      if (header.end === null && this.#bytes[at] === 0 && this.#bytes[at + 1] === 0) return { children, end: at + 2 };
      const child = this.convert(at, stop, depth + 1);
      children.push(child);
      at = child.end;
    }
    if (header.end === null) throw damagedAt(this.#bytes.length);
    return { children, end: at };
  }
}

/** X.690 §8.7.3. */
function joined(children: readonly Converted[], end: number): Converted {
  const contents = children.map(({ parts }) => {
    const piece = Buffer.concat(parts);
    const { tag, content } = readBerHeader(piece, 0, piece.length);
    if (tag !== 0x04) throw damagedAt(end);
    return piece.subarray(content);
  });
  const length = contents.reduce((sum, content) => sum + content.length, 0);
  const head = Buffer.concat([Uint8Array.of(0x04), derLength(length)]);
  return { parts: [head, ...contents], length: head.length + length, end, changed: true };
}
