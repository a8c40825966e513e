// SPDX-License-Identifier: Apache-2.0
import type { CertificateDetail } from '../../../shared/schemas/certificates/certificate.ts';
import type { FoundFile } from '../../../shared/schemas/certificates/found-file.ts';
import type { Loss, LossKind } from '../../../shared/schemas/certificates/loss.ts';
import { sampleCertificates } from '../certificates/sample-data.ts';
import { installBridge, Refusal } from './fake-bridge.ts';
import { pageOf } from './page-of.ts';

export const [sample] = sampleCertificates(Date.parse('2026-11-26T00:00:00Z')) as [CertificateDetail];
export const profileId = '11111111-0000-4000-8000-000000000000';
export const profile = {
  id: profileId,
  profile: {
    name: '金色银行',
    protocol: 'web',
    url: 'https://ca.example.com/',
    contact: { phone: '95555' },
    steps: { lost: [{ 'zh-CN': '致电客服', en: 'call' }] },
  },
  host: { ascii: 'ca.example.com', unicode: 'ca.example.com' },
  importedAt: '2026-11-01T00:00:00Z',
  confirmedAt: null as string | null,
};

export const foundFile: FoundFile = {
  id: 'f'.repeat(64),
  paths: ['/media/usb/a.pfx'],
  copies: 1,
  fileName: 'a.pfx',
  bytes: 1,
  modifiedAt: '2026-11-01T00:00:00Z',
  downloadedFrom: null,
  kind: 'pkcs12',
  state: 'needs-password',
  certificates: [],
  certificateCount: 0,
  holdsKeys: false,
  diagnosis: null,
};

/** A main that stores reported losses and ticked steps. */
export function installLosses({
  loss = null as Loss | null,
  hasKey = false,
  places = [] as unknown[],
  profiles = [profile],
  backups = [] as unknown[],
  found = [] as readonly FoundFile[],
  webEnrolments = [] as object[],
  rows = [sample] as readonly CertificateDetail[],
  elsewhere = [] as readonly string[],
  confirms = (): boolean => true,
  vaultChanged = (): void => undefined,
  answers = {},
} = {}) {
  const kept = new Map<string, Loss | null>([[sample.sha256, loss]]);
  const named = (input: unknown) => {
    const found = rows.find(({ sha256 }) => sha256 === (input as { sha256: string }).sha256);
    if (found === undefined) throw new Error('no such certificate');
    return { ...found, hasPrivateKey: hasKey, loss: kept.get(found.sha256) ?? null };
  };
  const linked = new Set<string>();
  let bank = profile;
  const authority = (id: string | null) => {
    if (id === null) return null;
    if (id !== bank.id) throw new Refusal('not-found');
    return {
      profileId: bank.id,
      name: profile.profile.name,
      protocol: 'web',
      host: profile.host,
      confirmed: bank.confirmedAt !== null,
      contact: bank.profile.contact,
      steps: profile.profile.steps.lost,
    };
  };
  const changed = (input: unknown, next: Loss): Loss => {
    kept.set(named(input).sha256, next);
    return next;
  };
  const fake = installBridge({
    'certificates.detail': ({ input }) => named(input),
    'certificates.page': () => {
      const page = pageOf(rows);
      return { ...page, rows: page.rows.map((row) => ({ ...row, inVault: !elsewhere.includes(row.sha256) })) };
    },
    'losses.view': ({ input }) => {
      const { loss: reportedLoss, sha256, displayName, subject, issuer, serial, notBefore, notAfter } = named(input);
      return {
        loss: reportedLoss,
        sheet: {
          kind: reportedLoss?.kind ?? null,
          notifiedAt: reportedLoss?.notifiedAt,
          reference: reportedLoss?.reference,
          phone: reportedLoss?.phone,
          certificate: { sha256, displayName, subject, issuer, serial, notBefore, notAfter },
          authority: authority(
            (input as { profileId: string | null }).profileId ?? (linked.has(sha256) ? bank.id : null),
          ),
        },
        isAskedFor: webEnrolments.some((each) => 'renews' in each && each.renews === sha256),
        successor: null,
      };
    },
    'losses.report': ({ input }) => {
      const { sha256s, kind } = input as { sha256s: readonly string[]; kind: LossKind };
      const losses = sha256s.map((sha256) =>
        changed(
          { sha256 },
          { reportedAt: '2026-11-26T00:00:00.000Z', done: [], replaced: false, ...named({ sha256 }).loss, kind },
        ),
      );
      return { losses };
    },
    'losses.mark': ({ input }) => {
      const { sha256s, step, done, reference } = input as {
        sha256s: readonly string[];
        step: Loss['done'][number];
        done: boolean;
        reference?: string | null;
      };
      const losses = sha256s.map((sha256) => {
        const before = named({ sha256 }).loss as Loss;
        const others = before.done.filter((each) => each !== step);
        const at = done ? '2026-11-26T08:30:00.000Z' : undefined;
        const record =
          step === 'notified' && done ? { notifiedAt: at } : step === 'confirmed' ? { confirmedAt: at } : {};
        const number = reference === undefined ? before.reference : (reference ?? undefined);
        const after = { ...before, ...record, reference: number, done: done ? [...others, step] : others };
        return changed({ sha256 }, after);
      });
      return { losses };
    },
    'losses.setPhone': ({ input }) => {
      const { sha256s, phone } = input as { sha256s: readonly string[]; phone: string | null };
      const losses = sha256s.map((sha256) =>
        changed({ sha256 }, { ...(named({ sha256 }).loss as Loss), phone: phone ?? undefined }),
      );
      return { losses };
    },
    'losses.withdraw': ({ input }) => {
      for (const sha256 of (input as { sha256s: readonly string[] }).sha256s) kept.delete(sha256);
      return {};
    },
    'discovery.results': () => ({
      progress: {
        state: found.length === 0 ? 'idle' : 'done',
        files: 0,
        folders: 0,
        found: found.length,
        unreadable: 0,
        rate: 0,
        current: null,
        seconds: 0,
      },
      rows: found,
      matching: found.length,
      counts: { new: 0, known: 0, 'needs-password': 0, 'not-read': 0 },
      lookFor: found.length === 0 ? null : sample.sha256,
    }),
    'backups.ofCertificate': () => ({ state: 'none', verifiedAt: null, backups }),
    'profiles.list': () => ({ profiles: bank === profile ? profiles : [bank], examples: [] }),
    'profiles.addBank': ({ input }) => {
      queueMicrotask(vaultChanged);
      const { phone } = input as { phone: string };
      const { steps: _steps, ...typed } = profile.profile;
      return (bank = {
        ...profile,
        id: crypto.randomUUID(),
        profile: { ...typed, contact: { phone } } as typeof profile.profile,
      });
    },
    'profiles.confirm': () => {
      if (!confirms()) throw new Refusal('host-mismatch');
      return (bank = { ...bank, confirmedAt: '2026-11-26T00:00:00Z' });
    },
    'requests.list': () => ({ requests: [] }),
    'webEnrolments.list': () => ({ webEnrolments }),
    'webEnrolments.guided': () => ({ ...webEnrolments[0], certificate: null, endedAt: null }),
    'webEnrolments.link': ({ input }) => {
      linked.add((input as { sha256: string }).sha256);
      return {};
    },
    'stores.list': () => ({ stores: [] }),
    'stores.places': () => ({ places, namesakes: [], readAt: '2026-11-26T00:00:00.000Z' }),
    ...answers,
  });
  return { ...fake, kept: (sha256 = sample.sha256) => kept.get(sha256) ?? null };
}

export const reported = (kind: LossKind, done: Loss['done'] = []): Loss => ({
  kind,
  reportedAt: '2026-11-26T00:00:00.000Z',
  done,
  replaced: false,
});
