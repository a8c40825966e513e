import { afterEach, describe, expect, test, vi } from 'vitest';
import { createDrafts } from '../../../main/imports/drafts.ts';
import type { Inspection } from '../../../main/formats/inspection.ts';

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

afterEach(() => vi.useRealTimers());

describe('[X04] drafts of an import', () => {
  test('discarding zeroes the file and the keys found in it', () => {
    const drafts = createDrafts();
    const [bytes, key] = [Buffer.from('file'), Buffer.from('key')];
    const id = drafts.add(bytes, origin);
    drafts.setInspection(id, inspectionWithKey(key));
    drafts.discard(id);
    expect([...bytes, ...key].every((byte) => byte === 0)).toBe(true);
    expect(() => drafts.get(id)).toThrow(expect.objectContaining({ code: 'draft-expired' }));
  });

  test('a second look wipes the keys of the first', () => {
    const drafts = createDrafts();
    const id = drafts.add(Buffer.from('file'), origin);
    const [first, second] = [Buffer.from('first'), Buffer.from('second')];
    drafts.setInspection(id, inspectionWithKey(first));
    drafts.setInspection(id, inspectionWithKey(second));
    expect(first.every((byte) => byte === 0)).toBe(true);
    expect(second.toString()).toBe('second');
    drafts.clear();
  });

  test('a forgotten draft goes by itself', () => {
    vi.useFakeTimers();
    const drafts = createDrafts(1000);
    const bytes = Buffer.from('file');
    const id = drafts.add(bytes, origin);
    vi.advanceTimersByTime(999);
    expect(drafts.get(id).id).toBe(id);
    vi.advanceTimersByTime(1);
    expect(() => drafts.get(id)).toThrow(expect.objectContaining({ code: 'draft-expired' }));
    expect(bytes.every((byte) => byte === 0)).toBe(true);
  });

  test('the oldest makes room when too many wait', () => {
    const drafts = createDrafts();
    const ids = Array.from({ length: 201 }, () => drafts.add(Buffer.from('x'), origin));
    expect(() => drafts.get(ids[0] ?? '')).toThrow(expect.objectContaining({ code: 'draft-expired' }));
    expect(drafts.get(ids[1] ?? '').id).toBe(ids[1]);
    drafts.clear();
  });
});
