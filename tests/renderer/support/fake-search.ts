// SPDX-License-Identifier: Apache-2.0
import { act } from '@testing-library/react';
import type { FoundFile, ScanProgress } from '../../../shared/schemas/certificates/found-file.ts';
import { installBridge, Refusal } from './fake-bridge.ts';

export const id = (digit: string) => digit.repeat(64);
export const folderId = (digit: number) => `${digit}1111111-0000-4000-8000-000000000000`;
export const draftId = '99999999-0000-4000-8000-000000000000';

export function file(change: Partial<FoundFile>): FoundFile {
  return {
    id: id('a'),
    paths: ['/home/u/Downloads/bank.cer'],
    copies: 1,
    fileName: 'bank.cer',
    bytes: 900,
    modifiedAt: '2026-01-01T00:00:00.000Z',
    downloadedFrom: null,
    kind: 'der',
    state: 'new',
    certificates: [],
    certificateCount: 0,
    holdsKeys: false,
    diagnosis: null,
    ...change,
  };
}

const certificate = (name: string, status: 'valid' | 'expired', inVault: boolean) => ({
  sha256: id('c'),
  displayName: name,
  issuerName: '示例银行',
  notAfter: '2047-01-01T00:00:00.000Z',
  status,
  isCa: false,
  inVault,
});

const rows: FoundFile[] = [
  file({
    certificates: [certificate('张三', 'expired', false)],
    certificateCount: 1,
    paths: ['/home/u/Downloads/bank.cer', '/home/u/bank.cer'],
    copies: 30,
    downloadedFrom: 'https://bank.example/',
  }),
  file({ id: id('b'), state: 'needs-password', kind: 'pkcs12', fileName: 'old.p12', holdsKeys: true }),
  file({ id: id('d'), state: 'known', certificates: [certificate('李四', 'valid', true)], certificateCount: 1 }),
  file({ id: id('e'), state: 'not-read', fileName: 'half.pem', kind: 'pem', diagnosis: 'damaged' }),
];

const idle: ScanProgress = {
  state: 'idle',
  files: 0,
  folders: 0,
  found: 0,
  unreadable: 0,
  rate: 0,
  current: null,
  seconds: 0,
};

/** Simulates main's search; the e2e flow runs the real one. */
export function installSearch(start: Partial<ScanProgress> = {}, importRefusal: Refusal | null = null) {
  let progress: ScanProgress = { ...idle, ...start };
  let chosen = 0;
  const fake = installBridge({
    'discovery.places': () => ({
      places: [
        { folderId: folderId(1), displayPath: '/home/u/Downloads', kind: 'downloads', preselected: true },
        { folderId: folderId(2), displayPath: '/home/u', kind: 'home', preselected: false },
      ],
    }),
    'discovery.chooseFolder': () => {
      chosen += 1;
      if (chosen === 1) throw new Refusal('file-unreadable');
      return { outcome: 'chosen', folderId: folderId(3), displayPath: '/media/u/USB' };
    },
    'discovery.start': () => {
      progress = { ...idle, state: 'running', current: '/home/u/Downloads/deep', files: 1200, rate: 800.4, found: 4 };
      return {};
    },
    'discovery.pause': () => ((progress = { ...progress, state: 'paused' }), {}),
    'discovery.resume': () => ((progress = { ...progress, state: 'running' }), {}),
    'discovery.cancel': () => ((progress = { ...progress, state: 'cancelled', current: null }), {}),
    'discovery.results': ({ input }) => {
      const { states, withKeysOnly } = input as { states: string[]; withKeysOnly: boolean };
      const shown = progress.state === 'idle' || progress.found === 0 ? [] : rows;
      const matching = shown.filter(
        ({ state, holdsKeys }) => (states.length === 0 || states.includes(state)) && (!withKeysOnly || holdsKeys),
      );
      const counts = { new: 1, known: 1, 'needs-password': 1, 'not-read': 1 };
      return { progress, rows: matching, matching: matching.length, counts, lookFor: null };
    },
    'discovery.import': () => {
      if (importRefusal !== null) throw importRefusal;
      return {
        added: 1,
        known: 0,
        keysAdded: 0,
        notImported: [{ id: id('b'), fileName: 'gone.cer', code: 'damaged' }],
      };
    },
    'discovery.openDraft': () => ({ draftId }),
  });
  return {
    ...fake,
    become: (next: Partial<ScanProgress>) => {
      progress = { ...progress, ...next };
      act(() => fake.emit('discovery.changed', {}));
    },
  };
}
