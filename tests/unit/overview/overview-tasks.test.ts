// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from 'vitest';
import { overviewTasks, type DueItem, type TaskFacts } from '../../../main/overview/overview-tasks.ts';
import type { BackupRow } from '../../../main/vault/backups/backup-rows.ts';
import { maxOnly } from '../../../shared/domain/certificates/certificate-states.ts';
import type { Loss } from '../../../shared/schemas/certificates/loss.ts';
import type { PendingRequest } from '../../../shared/schemas/enrolment/enrolment.ts';
import { backupRow } from '../../support/vault/backup-row.ts';
import type { WebEnrolment } from '../../../shared/schemas/enrolment/web-enrolment.ts';

const day = 86_400_000;
const now = new Date('2026-11-28T07:40:00Z');
const inDays = (days: number): string => new Date(now.getTime() + days * day).toISOString();
const sha = (digit: string): string => digit.repeat(64);
const id = '5b0c1d9e-3f7a-4c59-9d3e-0f6f6a1f2b10';

const due = (name: string, days: number): DueItem => ({
  about: sha('a'),
  sha256: sha('a'),
  name,
  notAfter: inDays(days),
});
const backup = (change: Partial<BackupRow> = {}): BackupRow =>
  backupRow(inDays(-7), { id, place: '/media/KINGSTON', ...change });
const loss = (done: Loss['done'], replaced = false): Loss => ({ kind: 'lost', reportedAt: inDays(-1), done, replaced });
const request = (change: Partial<PendingRequest> = {}): PendingRequest => ({
  id,
  state: 'pending',
  subject: 'CN=a',
  algorithm: 'ec-p256',
  spkiSha256: sha('1'),
  profile: { name: '示例银行', protocol: 'manual', host: 'bank.example' },
  token: null,
  keyMadeBy: null,
  lostAnswers: 0,
  answerKept: false,
  place: null,
  purpose: 'apply',
  renews: null,
  askAgainAt: null,
  certificate: null,
  problem: null,
  createdAt: inDays(-1),
  ...change,
});
const file = (fileName: string): WebEnrolment['files'][number] => ({
  fileId: id,
  fileName,
  bytes: 1,
  kind: 'pkcs12',
  state: 'ready',
  diagnosis: null,
  foundAt: inDays(0),
});
const webEnrolment = (files: WebEnrolment['files'] = []): WebEnrolment => ({
  id,
  profile: { name: '网页银行', host: 'web.example' },
  purpose: 'apply',
  renews: null,
  folder: null,
  startedAt: inDays(-1),
  files,
  steps: {},
});

const calm: TaskFacts = {
  codeMissing: false,
  deadlines: [],
  expired: [],
  revoked: [],
  keyless: { count: 0, rows: [] },
  losses: [],
  backupCounts: { withKey: 1, current: 1, outdated: 0 },
  backups: [backup()],
  onlyHere: false,
  opensWithCode: true,
  requests: [],
  webEnrolments: [],
};
const reported = (each: Loss) => [{ sha256: sha('c'), name: '赵六', loss: each, institution: null }];
const tasksOf = (change: Partial<TaskFacts>) => overviewTasks({ ...calm, ...change }, now);

describe('[L09] the task list', () => {
  test('is empty while everything is long valid, backed up and checked', () => {
    expect(tasksOf({ deadlines: [due('张三', 61)], expired: [due('李四', -61)] })).toEqual([]);
  });

  test('begins with the recovery code, with one entry per kind, most urgent first', () => {
    const tasks = tasksOf({
      codeMissing: true,
      deadlines: [due('张三', 20)],
      expired: [due('李四', -2)],
      revoked: [{ sha256: sha('b'), displayName: '王五', supersededBy: null, loss: null }],
      keyless: { count: 1, rows: [{ sha256: sha('d'), displayName: '孙七' }] },
      losses: [{ sha256: sha('c'), name: '赵六', loss: loss(['looked']), institution: null }],
      backupCounts: { withKey: 2, current: 0, outdated: 1 },
      backups: [backup({ lookedAt: inDays(-91) })],
      requests: [request()],
      webEnrolments: [webEnrolment([file('a.pfx')])],
    });
    expect(tasks.map(({ kind }) => kind)).toEqual([
      'recovery-code',
      'loss',
      'arrived',
      'expired',
      'expiring',
      'backup',
      'revoked',
      'key-missing',
      'request',
      'verify-backup',
    ]);
  });

  test('names three certificates that expire within 60 days, and counts the urgent ones', () => {
    const deadlines = [due('a', 2), due('b', 6), due('c', 7), due('d', 59), due('e', 61.1)];
    const only = Array.from({ length: 4 }, () => sha('a'));
    expect(tasksOf({ deadlines })).toEqual([
      { kind: 'expiring', count: 4, only, days: 59, soon: 3, items: deadlines.slice(0, 3) },
    ]);
  });

  test('drops an expired certificate after 60 days', () => {
    const expired = [due('a', -1), due('b', -59), due('c', -61)];
    const items = expired.slice(0, 2);
    expect(tasksOf({ expired })).toEqual([{ kind: 'expired', count: 2, only: [sha('a'), sha('a')], items }]);
  });

  test('[D04] names no certificates for typed entries, nor more than a query can', () => {
    const entries = [due('a', -1), due('b', -2)].map((each) => ({ ...each, about: id, sha256: null }));
    expect(tasksOf({ expired: entries })).toMatchObject([{ count: 2, only: [] }]);
    const many = Array.from({ length: maxOnly + 1 }, () => due('a', -1));
    expect(tasksOf({ expired: many })).toMatchObject([{ count: maxOnly + 1, only: null }]);
  });

  test('[B04] [K01] asks for another backup if none opens with the current recovery code', () => {
    expect(tasksOf({ opensWithCode: false })).toEqual([{ kind: 'backup-code' }]);
    expect(tasksOf({ opensWithCode: false, onlyHere: true })).toEqual([{ kind: 'backup-here' }]);
    expect(tasksOf({ opensWithCode: false, backupCounts: { withKey: 0, current: 0, outdated: 0 } })).toEqual([]);
    const [task] = tasksOf({ opensWithCode: false, backupCounts: { withKey: 2, current: 1, outdated: 1 } });
    expect(task?.kind).toBe('backup');
  });

  test('asks for a backup elsewhere if all backups are on this computer', () => {
    expect(tasksOf({ onlyHere: true })).toEqual([{ kind: 'backup-here' }]);
    expect(tasksOf({ onlyHere: true, backupCounts: { withKey: 0, current: 0, outdated: 0 } })).toEqual([]);
    const [task] = tasksOf({ onlyHere: true, backupCounts: { withKey: 2, current: 1, outdated: 0 } });
    expect(task?.kind).toBe('backup');
  });

  test('distinguishes missing from outdated backups, and shows the newest good one', () => {
    const backups = [backup({ problem: 'backup-damaged', createdAt: inDays(-1) }), backup()];
    expect(tasksOf({ backupCounts: { withKey: 5, current: 1, outdated: 1 }, backups })).toEqual([
      { kind: 'backup', none: 3, outdated: 1, last: { createdAt: inDays(-7), place: '/media/KINGSTON', at: 'folder' } },
    ]);
    expect(tasksOf({ backupCounts: { withKey: 1, current: 0, outdated: 0 }, backups: [] })).toEqual([
      { kind: 'backup', none: 1, outdated: 0, last: null },
    ]);
  });

  test('leaves out a revoked certificate that was replaced or reported as lost', () => {
    const revoked = { sha256: sha('b'), displayName: '王五', supersededBy: null, loss: null };
    const handled = [
      { ...revoked, supersededBy: sha('c') },
      { ...revoked, loss: loss([]) },
    ];
    expect(tasksOf({ revoked: handled })).toEqual([]);
    expect(tasksOf({ revoked: [...handled, revoked] })).toEqual([
      { kind: 'revoked', count: 1, only: [sha('b')], items: [{ sha256: sha('b'), name: '王五' }] },
    ]);
  });

  test('keeps a loss until every step is ticked or a request replaced the certificate', () => {
    expect(tasksOf({ losses: reported(loss(['looked', 'notified', 'cleaned'])) })).toMatchObject([
      { kind: 'loss', count: 1 },
    ]);
    expect(tasksOf({ losses: reported(loss(['looked', 'notified', 'cleaned'], true)) })).toEqual([]);
    expect(tasksOf({ losses: reported(loss(['looked', 'notified', 'replaced', 'cleaned'])) })).toEqual([]);
  });

  test('[E08] puts a theft not yet reported to the CA before the recovery code', () => {
    const kinds = (each: Loss) => tasksOf({ codeMissing: true, losses: reported(each) }).map(({ kind }) => kind);
    expect(kinds({ ...loss([]), kind: 'stolen' })).toEqual(['loss', 'recovery-code']);
    expect(kinds({ ...loss(['notified']), kind: 'stolen' })).toEqual(['recovery-code', 'loss']);
    expect(kinds(loss([]))).toEqual(['recovery-code', 'loss']);
  });

  test('[E08] lists a loss not yet reported to the CA first, and names the CA', () => {
    const at = (sha256: string, done: Loss['done'], institution: string | null) => {
      return { sha256, name: '赵六', loss: loss(done), institution };
    };
    const losses = [
      at(sha('c'), ['notified'], '海川银行'),
      at(sha('d'), ['looked'], '远山银行'),
      at(sha('e'), [], '远山银行'),
      at(sha('f'), [], null),
    ];
    expect(tasksOf({ losses })).toMatchObject([
      { items: [{ sha256: sha('d') }, { sha256: sha('e') }, { sha256: sha('f') }], unnotified: ['远山银行'] },
    ]);
  });

  test('[E08] keeps a theft until the CA confirms the revocation, and lists unconfirmed ones before confirmed ones', () => {
    const at = (sha256: string, done: Loss['done'], institution: string | null) => {
      return { sha256, name: '赵六', loss: { ...loss(done), kind: 'stolen' as const }, institution };
    };
    const worked = ['looked', 'notified', 'replaced', 'cleaned'] as const;
    const losses = [
      at(sha('c'), ['notified', 'confirmed'], '电子税务'),
      at(sha('d'), [...worked], '海川银行'),
      at(sha('e'), [...worked, 'confirmed'], '远山银行'),
      at(sha('f'), [...worked], null),
    ];
    expect(tasksOf({ losses })).toMatchObject([
      { count: 2, items: [{ sha256: sha('d') }, { sha256: sha('c') }], unnotified: [], unconfirmed: ['海川银行'] },
    ]);
  });

  test('counts requests that wait for a person, not those polled in the background', () => {
    const server = { name: '服务器', protocol: 'est', host: 'est.example' } as const;
    const requests = [
      request(),
      request({ state: 'done' }),
      request({ profile: server, askAgainAt: inDays(1) }),
      request({ profile: server, askAgainAt: inDays(1), problem: 'other-names' }),
      request({ profile: server }),
    ];
    expect(tasksOf({ requests, webEnrolments: [webEnrolment()] })).toEqual([
      { kind: 'request', count: 4, names: ['示例银行', '服务器', '网页银行'] },
    ]);
  });

  test('opens the web enrolment in whose folder a file arrived', () => {
    expect(tasksOf({ webEnrolments: [webEnrolment([file('b.pfx'), file('a.pfx')])] })).toEqual([
      { kind: 'arrived', count: 2, webEnrolmentId: id, fileName: 'b.pfx' },
    ]);
  });

  test('asks for a check of the newest backup after 90 days', () => {
    expect(tasksOf({ backups: [backup({ lookedAt: inDays(-90.5) })] })).toEqual([
      { kind: 'verify-backup', backupId: id, lookedAt: inDays(-90.5) },
    ]);
  });
});
