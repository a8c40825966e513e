// SPDX-License-Identifier: Apache-2.0
import { type BerHeader, readBerHeader } from './ber-header.ts';
import { type DerKind, derKind, fileKindOf, kindOfObject } from './der-kind.ts';
import { readDerObject } from './read-der-object.ts';
import { isWellFormed } from './well-formed.ts';
import { tags } from '../../x509/der/der-reader.ts';
import type { Reading } from '../inspect/reading.ts';

const pkcs12Arcs = ['2a864886f70d010c', '2a864886f70d0107'].map((hex) => Buffer.from(hex, 'hex'));
const landmarks = ['2a864886f70d01', '2a8648ce3d', '06035504'].map((hex) => Buffer.from(hex, 'hex'));

/**
 * Reports trailing data other than padding (such as zeros).
 * @returns false if this isn't a certificate file
 */
export function readDerFile(file: Uint8Array, reading: Reading): boolean {
  const first = outerHeader(file, 0);
  if (!first || (file[0] as number) !== tags.sequence) return readMaimed(file, reading);
  if (first.end !== null && first.end > file.length) return readTruncated(file, first, reading);

  let at = 0;
  for (let header: BerHeader | null = first; header;) {
    const end = endOf(file, at, header);
    const octets = file.subarray(at, end);
    const kind = kindOfObject(octets, { tag: tags.sequence, content: header.content - at });
    if (kind === 'unknown') {
      if (at === 0) return readMaimed(file, reading);
      reading.tailAt(at);
      return true;
    }
    reading.kinds.add(fileKindOf[kind]);
    reading.attempt(at, () => void readDerObject(octets, kind, reading));
    at = end;
    if (isFilling(file.subarray(at))) return true;
    header = file[at] === tags.sequence ? outerHeader(file, at) : null;
    if (header?.end && header.end > file.length) header = null;
  }
  reading.tailAt(at);
  return true;
}

function outerHeader(file: Uint8Array, at: number): BerHeader | null {
  try {
    return readBerHeader(file, at, Number.MAX_SAFE_INTEGER);
  } catch {
    return null;
  }
}

function endOf(file: Uint8Array, at: number, header: BerHeader): number {
  return header.end ?? file.length;
}

function readTruncated(file: Uint8Array, header: BerHeader, reading: Reading): boolean {
  const kind = derKind(file, { tag: tags.sequence, content: header.content, end: file.length });
  const plausible = kind !== 'unknown' || landmarks.some((landmark) => Buffer.from(file).includes(landmark));
  if (!plausible && !startsLikeDer(file, header)) return false;
  reading.kinds.add(fileKindOf[kind]);
  reading.problem({ code: 'damaged', offset: file.length });
  return true;
}

function startsLikeDer(file: Uint8Array, { content }: BerHeader): boolean {
  const member = file[content];
  return content > 2 && (member === undefined || member === tags.sequence || member === tags.integer);
}

/** Reports damage if the file still resembles a certificate file. */
function readMaimed(file: Uint8Array, reading: Reading): boolean {
  const header = outerHeader(file, 0);
  const kind: DerKind = header
    ? derKind(file, { tag: tags.sequence, content: header.content, end: header.end ?? file.length })
    : 'unknown';
  if (file[0] !== tags.sequence && kind !== 'unknown' && header?.end === file.length) {
    reading.kinds.add(fileKindOf[kind]);
    reading.problem({ code: 'damaged', offset: 0 });
    return true;
  }
  if (file[0] !== tags.sequence) return false;
  const buffer = Buffer.from(file.buffer, file.byteOffset, file.length);
  const wasPkcs12 = pkcs12Arcs.some((arc) => buffer.includes(arc));
  if (!wasPkcs12 && (isWellFormed(file) || !landmarks.some((landmark) => buffer.includes(landmark)))) return false;
  reading.kinds.add(wasPkcs12 ? 'pkcs12' : 'unknown');
  reading.problem({ code: 'damaged' });
  return true;
}

function isFilling(rest: Uint8Array): boolean {
  return rest.every((octet) => octet === 0 || octet === 0x0a || octet === 0x0d || octet === 0x20 || octet === 0x1a);
}
