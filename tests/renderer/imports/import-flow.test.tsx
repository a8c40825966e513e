// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import type { Diagnosis } from '../../../shared/schemas/certificates/inspection.ts';
import {
  draftOf,
  type ImportAction,
  importFlow,
  type ImportFlow,
  type Preview,
  startFlow,
} from '../../../renderer/features/imports/import-flow.ts';

const preview = (code: Diagnosis['code'], needsProtector = false): Preview => ({
  draftId: 'd1',
  known: [],
  needsProtector,
  holders: [],
  needsUnlock: false,
  completes: [],
  report: { file: 'a.pfx', kind: 'pkcs12', certificates: [], keys: [], diagnosis: { code } },
});
const file = { kind: 'draft', draftId: 'd1' } as const;
const run = (start: ImportFlow, ...actions: ImportAction[]) => actions.reduce(importFlow, start);
const inspected = (code: Diagnosis['code'], protector = false): ImportAction => ({
  type: 'inspected',
  preview: preview(code, protector),
});

describe('[F05] import flow', () => {
  it('asks for a file when there is none, and starts at once when there is one', () => {
    expect(startFlow([]).phase.name).toBe('choose');
    expect(startFlow([file]).phase.name).toBe('inspecting');
    expect(run(startFlow([]), { type: 'added', sources: [file] }).phase.name).toBe('inspecting');
    expect(run(startFlow([]), { type: 'added', sources: [] }).phase.name).toBe('choose');
  });

  it('a wrong password stays at the field and counts the tries', () => {
    const asked = run(startFlow([file]), inspected('needs-password'));
    expect(asked.phase).toMatchObject({ name: 'password', attempts: 0 });
    const busy = run(asked, { type: 'inspect-started' });
    expect(busy.phase).toMatchObject({ name: 'password', busy: true });
    const wrong = run(busy, inspected('wrong-password'));
    expect(wrong.phase).toMatchObject({ name: 'password', busy: false, attempts: 1 });
    expect(run(wrong, inspected('opened')).phase.name).toBe('preview');
  });

  it('cancelling a password check returns to the field, and cancelling the first inspection drops the file', () => {
    const busy = run(startFlow([file]), inspected('needs-password'), { type: 'inspect-started' });
    expect(run(busy, { type: 'inspect-cancelled' }).phase).toMatchObject({ name: 'password', busy: false });
    expect(run(startFlow([file]), { type: 'inspect-cancelled' }).phase.name).toBe('choose');
  });

  it.each([
    'damaged',
    'unsupported-algorithm',
    'key-mismatch',
    'wrong-key',
    'enveloped-key',
    'enveloped-data',
    'not-a-certificate-file',
    'limit-exceeded',
  ] as const)('%s is refused without asking for a password', (code) =>
    expect(run(startFlow([file]), inspected(code)).phase.name).toBe('refused'),
  );

  it('[K01] asks for a protector between the preview and the commit; back returns to the preview', () => {
    const asked = run(startFlow([file]), inspected('opened', true), { type: 'protector-asked' });
    expect(asked.phase.name).toBe('protect');
    expect(run(asked, { type: 'back' }).phase.name).toBe('preview');
    const failed = run(
      asked,
      { type: 'protect-started' },
      { type: 'protect-failed', error: new AppError('disk-full') },
    );
    expect(failed.phase).toMatchObject({ name: 'protect', busy: false, error: { code: 'disk-full' } });
  });

  it('processes several files one after another, then returns to the file choice', () => {
    const result = { added: [], known: [], keysAdded: 0, requests: [], webEnrolments: [] };
    const first = run(startFlow([file, { kind: 'draft', draftId: 'd2' }]), inspected('opened'), {
      type: 'commit-started',
    });
    const done = run(first, { type: 'committed', result });
    expect(done.phase.name).toBe('done');
    const second = run(done, { type: 'next' });
    expect(second).toMatchObject({ position: 1, phase: { name: 'inspecting', draftId: null } });
    expect(run(second, { type: 'next' })).toMatchObject({ position: 2, phase: { name: 'choose' } });
  });

  it('a file that arrives meanwhile waits its turn', () => {
    const asked = run(startFlow([file]), inspected('needs-password'), { type: 'added', sources: [file] });
    expect(asked.phase.name).toBe('password');
    expect(asked.queue).toHaveLength(2);
  });

  it('a new choice after a refused file is counted from one', () => {
    const chosen = run(startFlow([file]), inspected('damaged'), { type: 'next' }, { type: 'added', sources: [file] });
    expect(chosen).toMatchObject({ position: 0, queue: [file], phase: { name: 'inspecting' } });
  });

  it('[S06] installs after the commit, keeps the result, and installs again', () => {
    const result = { added: [], known: [], keysAdded: 1, requests: [], webEnrolments: [] };
    const stored = run(
      startFlow([file]),
      inspected('opened'),
      { type: 'commit-started' },
      { type: 'committed', result },
      { type: 'install-started' },
    );
    expect(stored.phase).toMatchObject({ name: 'installing', result });
    expect(draftOf(stored.phase)).toBeNull();
    const installed = { stores: [], items: [], error: new AppError('store-locked') };
    const done = run(stored, { type: 'installed', installed });
    expect(done.phase).toMatchObject({ name: 'done', result, installed });
    expect(run(done, { type: 'install-started' }).phase.name).toBe('installing');
  });

  it('knows which draft to discard, and none after the commit', () => {
    const waiting = run(startFlow([file]), { type: 'draft-ready', draftId: 'd9' });
    expect(draftOf(waiting.phase)).toBe('d9');
    expect(draftOf(run(waiting, { type: 'failed', error: new AppError('internal') }).phase)).toBe('d9');
    const stored = run(startFlow([file]), inspected('opened'), { type: 'commit-started' });
    expect(draftOf(stored.phase)).toBe('d1');
    const result = { added: [], known: [], keysAdded: 0, requests: [], webEnrolments: [] };
    expect(draftOf(run(stored, { type: 'committed', result }).phase)).toBeNull();
  });
});
