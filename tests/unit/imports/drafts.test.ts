// SPDX-License-Identifier: Apache-2.0
import { afterEach, describe, expect, test, vi } from 'vitest';
import { createDrafts } from '../../../main/imports/drafts.ts';
import type { Inspection } from '../../../main/formats/inspect/inspection.ts';

const origin = { via: 'file', fileName: 'a.p12', path: null, downloadedFrom: null } as const;

function inspectionWithKey(pkcs8: Uint8Array): Inspection {
  const key = { pkcs8, algorithm: 'ec-p256', spkiSha256: null, matches: null, friendlyName: null };
  return {
    kind: 'pkcs12',
    certificates: [],
    keys: [key],
    unopened: [],
    crls: [],
    requests: [],
    diagnosis: { code: 'opened' },
  };
}

/** Part of a larger buffer, which drafts don't detach: zeroed memory stays readable. */
function partOfABuffer(text: string): Buffer {
  return Buffer.from(`before ${text}`).subarray('before '.length);
}

afterEach(() => vi.useRealTimers());

describe('[X04] drafts of an import', () => {
  test('discarding zeroes the file and the keys found in it', () => {
    const drafts = createDrafts();
    const [bytes, key] = [partOfABuffer('file'), Buffer.from('key')];
    const id = drafts.add(bytes, origin);
    drafts.setInspection(id, inspectionWithKey(key));
    drafts.discard(id);
    expect([...bytes, ...key].every((byte) => byte === 0)).toBe(true);
    expect(() => drafts.get(id)).toThrow(expect.objectContaining({ code: 'draft-expired' }));
  });

  test('a second inspection wipes the keys of the first', () => {
    const drafts = createDrafts();
    const id = drafts.add(Buffer.from('file'), origin);
    const [first, second] = [Buffer.from('first'), Buffer.from('second')];
    drafts.setInspection(id, inspectionWithKey(first));
    drafts.setInspection(id, inspectionWithKey(second));
    expect(first.every((byte) => byte === 0)).toBe(true);
    expect(second.toString()).toBe('second');
    drafts.clear();
  });

  test('an unused draft expires and is wiped', () => {
    vi.useFakeTimers();
    const drafts = createDrafts({ lifetimeMs: 1000 });
    const bytes = partOfABuffer('file');
    const id = drafts.add(bytes, origin);
    vi.advanceTimersByTime(999);
    expect(drafts.get(id).id).toBe(id);
    vi.advanceTimersByTime(1);
    expect(() => drafts.get(id)).toThrow(expect.objectContaining({ code: 'draft-expired' }));
    expect(bytes.every((byte) => byte === 0)).toBe(true);
  });

  test('[F04] any number of files can wait without expiring each other', () => {
    const drafts = createDrafts();
    const readFile = async () => Buffer.from('x');
    const ids = Array.from({ length: 3000 }, () => drafts.add(Buffer.alloc(0), origin, readFile));
    expect(ids.filter((id) => drafts.get(id).id !== id)).toEqual([]);
    drafts.clear();
  });

  test('[F04] frees the oldest bytes that can be read again, and keeps those that cannot', () => {
    const drafts = createDrafts({ maxHeldBytes: 100, maxOwnBytes: 90 });
    const readFile = async () => Buffer.alloc(60, 7);
    const dropped = drafts.add(Buffer.alloc(60, 7), origin);
    const [first, second] = [
      drafts.add(Buffer.alloc(0), origin, readFile),
      drafts.add(Buffer.alloc(0), origin, readFile),
    ];
    for (const id of [first, second]) drafts.hold(id, Buffer.alloc(60, 7));
    expect([dropped, first, second].map((id) => drafts.get(id).bytes.length)).toEqual([60, 0, 60]);
    // Bytes that can't be read again are kept, and the new file is refused.
    expect(() => drafts.add(Buffer.alloc(60, 7), origin)).toThrow(expect.objectContaining({ code: 'limit-exceeded' }));
    drafts.clear();
  });

  test('a rereadable file stays after its bytes and keys are wiped', () => {
    vi.useFakeTimers();
    const drafts = createDrafts({ lifetimeMs: 1000 });
    const [bytes, key] = [partOfABuffer('file'), Buffer.from('key')];
    const id = drafts.add(Buffer.alloc(0), origin, async () => bytes);
    drafts.hold(id, bytes);
    drafts.setInspection(id, inspectionWithKey(key));
    vi.advanceTimersByTime(1000);
    expect(drafts.get(id)).toMatchObject({ inspection: null, opened: null });
    expect([...bytes, ...key].every((byte) => byte === 0)).toBe(true);
  });
});
