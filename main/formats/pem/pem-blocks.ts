// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../shared/domain/errors/app-error.ts';

export interface PemBlock {
  readonly label: string;
  readonly body: string;
  readonly before: string;
  readonly start: number;
  readonly bodyStart: number;
  /** False if the END line is missing. */
  readonly complete: boolean;
}

const begin = '-----BEGIN ';
const end = '-----END';
const maxLabel = 80;

/**
 * Finds blocks anywhere: mid-line, indented or on one line.
 * @throws `limit-exceeded` (`limit: 'objects'`)
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

/** Scans the text once, so `from` must not decrease. */
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
