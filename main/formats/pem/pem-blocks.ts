// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../shared/domain/app-error.ts';

/** One block of a PEM file (RFC 7468, RFC 1421), not decoded yet. */
export interface PemBlock {
  readonly label: string;
  /** Between the two boundary lines. */
  readonly body: string;
  /** Text since the block before: comments, `Bag Attributes`, junk. */
  readonly before: string;
  /** Index of `-----BEGIN`, and of the body's first character. */
  readonly start: number;
  readonly bodyStart: number;
  /** False when its END line is missing. */
  readonly complete: boolean;
}

const begin = '-----BEGIN ';
const end = '-----END';
const maxLabel = 80;

/**
 * Finds blocks wherever they stand: in mid-line, indented, between junk, all on one line.
 * @throws AppError `limit-exceeded` (`limit: 'objects'`)
 */
export function* pemBlocks(text: string, maxBlocks: number): Generator<PemBlock> {
  const nextBegin = searcher(text, begin);
  const nextEnd = searcher(text, end);
  let previousEnd = 0;
  let count = 0;
  for (let start = nextBegin(0); start !== Infinity;) {
    const labelStart = start + begin.length;
    const labelEnd = text.indexOf('-----', labelStart);
    const following = nextBegin(labelStart);
    if (labelEnd === -1) return;
    if (labelEnd - labelStart > maxLabel || labelEnd > following) {
      start = following;
      continue;
    }
    if (++count > maxBlocks) throw new AppError('limit-exceeded', { limit: 'objects' });
    const bodyStart = labelEnd + 5;
    const bodyEnd = nextEnd(bodyStart);
    const complete = bodyEnd < following;
    const stop = Math.min(bodyEnd, following, text.length);
    yield {
      label: text.slice(labelStart, labelEnd).trim(),
      body: text.slice(bodyStart, stop),
      before: text.slice(previousEnd, start),
      start,
      bodyStart,
      complete,
    };
    previousEnd = stop;
    start = following;
  }
}

/** Index of the next `needle` at or after a rising position; each part of the text is searched once. */
function searcher(text: string, needle: string): (from: number) => number {
  let found = -1;
  return (from) => {
    if (found < from) {
      const index = text.indexOf(needle, from);
      found = index === -1 ? Infinity : index;
    }
    return found;
  };
}
