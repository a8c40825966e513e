// SPDX-License-Identifier: Apache-2.0
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { dayMs } from '../../shared/domain/certificates/certificate-status.ts';
import { AppError } from '../../shared/domain/errors/app-error.ts';
import type { HeldProfile, RequestPurpose } from '../../shared/schemas/enrolment/enrolment.ts';
import type { PracticeStep } from '../../shared/schemas/practice.ts';
import type { BackupService } from '../backup/backup-service.ts';
import type { CertificatesService } from '../certificates/certificates-service.ts';
import type { DeletionService } from '../certificates/deletion-service.ts';
import type { RunningDemoCa } from '../demo-ca/demo-ca-client.ts';
import type { EnrolmentService } from '../enrolment/enrolment-service.ts';
import type { ServerAsk, ServerLogin } from '../enrolment/providers/server/server-enrolment.ts';
import type { RenewalService } from '../enrolment/renewal/renewal-service.ts';
import type { LossesService } from '../losses/losses-service.ts';
import type { StoreRun, StoresService } from '../stores/stores-service.ts';
import { currentUse } from '../trust/current-use.ts';
import type { TrustService } from '../trust/trust-service.ts';
import { askedGroupsOf } from '../vault/protectors/recovery-code.ts';
import type { VaultAccess } from '../vault/vault-access.ts';

/** A second set of services, with a separate folder. */
export interface PracticeServices {
  readonly vault: VaultAccess;
  readonly certificates: CertificatesService;
  readonly deletion: DeletionService;
  readonly enrolment: EnrolmentService;
  readonly renewal: RenewalService;
  readonly losses: LossesService;
  readonly stores: StoresService;
  readonly trust: TrustService;
  readonly backups: BackupService;
  close(): void;
}

export interface Scene {
  readonly services: PracticeServices;
  readonly folder: string;
  readonly ca: RunningDemoCa;
  readonly held: HeldProfile;
  readonly passphrase: string;
  readonly subject: string;
  readonly now: () => Date;
  putForward(ms: number): void;
}

export interface Held {
  readonly current: string | null;
  readonly former: string | null;
}

type Step = (scene: Scene, held: { readonly current: string }, run: StoreRun) => Promise<Partial<Held>>;

const daysLeft = 7;

export async function takeStep(step: PracticeStep, scene: Scene, held: Held, run: StoreRun): Promise<Held> {
  if (step === 'apply') return { current: await enrol(scene, 'apply', null, run), former: null };
  const { current } = held;
  if (current === null) throw new AppError('not-available', { what: 'practice', reason: step });
  return { ...held, ...(await steps[step](scene, { current }, run)) };
}

const steps: Readonly<Record<Exclude<PracticeStep, 'apply'>, Step>> = {
  async install({ services: { stores } }, { current }, run) {
    const [store] = (await stores.list({ refresh: true })).stores;
    if (store === undefined) throw new AppError('store-not-found');
    const wanted = { certificates: [current], storeIds: [store.id], passwords: [] };
    const [item] = (await stores.install(wanted, run)).items;
    const failure = item === undefined ? 'store-not-found' : item.code;
    if (failure !== null) throw new AppError(failure);
    return {};
  },
  async backup({ services: { vault, backups }, folder, passphrase }, _held, { signal }) {
    const open = await vault.require();
    const made = await open.createRecoveryCode();
    await open.confirmRecoveryCode(askedGroupsOf(made));
    const place = { kind: 'folder', folder: join(folder, 'usb-drive') } as const;
    const protection = { kind: 'vault', passphrase } as const;
    await backups.create({ scope: { kind: 'all' }, protection, recoveryCode: made.code, place, signal });
    return {};
  },
  /** Simulates a new computer, before the backup is restored. */
  async empty({ services: { vault, deletion } }) {
    const open = await vault.require();
    await deletion.delete({ certificates: open.listRows({ search: '' }).map(({ sha256 }) => sha256) });
    await deletion.purge({ certificates: null });
    return {};
  },
  async restore({ services: { vault, backups }, passphrase }, { current }, { signal }) {
    const [made] = await backups.history();
    if (made === undefined) throw new AppError('not-available', { what: 'practice', reason: 'restore' });
    const path = join(made.place, made.fileName);
    const secret = { kind: 'passphrase', secret: passphrase } as const;
    const { sha256: expected } = await backups.look(path, secret, signal);
    const prepare = async (): Promise<void> => undefined;
    await backups.restore(path, secret, { choices: new Map(), expected, prepare, signal });
    if ((await vault.require()).getRow(current)?.hasPrivateKey !== true) throw new AppError('key-missing');
    return {};
  },
  async wait({ services: { certificates }, now, putForward }, { current }) {
    const { notAfter } = await certificates.summary(current);
    putForward(Date.parse(notAfter) - daysLeft * dayMs - now().getTime());
    return {};
  },
  async renew({ services, held }, { current }, run) {
    const { enrolment } = services;
    const outcome = await enrolment.est.renew(current, held, null, ask(null, run), async (algorithm, certificate) => {
      const wanted = { holder: { certificate }, algorithm, key: { in: 'vault' }, place: null } as const;
      return (await enrolment.request(held, { ...wanted, purpose: 'renew', renews: current })).request;
    });
    if (outcome.state !== 'issued') throw new AppError('not-available', { what: 'practice', reason: outcome.state });
    await takePlaces(services, { old: current, successor: outcome.certificate }, run);
    return { current: outcome.certificate, former: current };
  },
  async lose(scene, { current }, run) {
    const { services, ca, folder, now } = scene;
    const { losses, certificates, trust } = services;
    await losses.report({ sha256s: [current], kind: 'stolen' });
    const crl = join(folder, 'practice.crl');
    await writeFile(crl, await ca.revoke((await certificates.summary(current)).serial));
    const { revocation } = await trust.revocation.check(
      { ...currentUse(current, now()), crls: [crl] },
      { urls: [], privateHosts: [] },
      run,
    );
    if (revocation !== 'revoked') throw new AppError('not-revoked');
    await losses.mark({ sha256s: [current], step: 'notified', done: true });
    const successor = await enrol(scene, 'replace', current, run);
    await losses.mark({ sha256s: [current], step: 'replaced', done: true });
    await takePlaces(services, { old: current, successor }, run);
    await losses.mark({ sha256s: [current], step: 'cleaned', done: true });
    return { current: successor, former: current };
  },
};

function ask(login: ServerLogin | null, run: StoreRun): ServerAsk {
  return { trust: { anchorFile: null, pin: null }, login, acceptNames: false, run };
}

async function enrol(
  { services: { enrolment }, held, ca, subject }: Scene,
  purpose: RequestPurpose,
  renews: string | null,
  run: StoreRun,
): Promise<string> {
  const key = { in: 'vault' } as const;
  const wanted = { holder: { subject }, algorithm: 'ec-p256', key, place: null, purpose, renews } as const;
  const login = { user: 'practice', code: ca.code };
  const outcome = await enrolment.est.enrol(
    held,
    null,
    ask(login, run),
    async () => (await enrolment.request(held, wanted)).request,
  );
  if (outcome.state !== 'issued') throw new AppError('not-available', { what: 'practice', reason: outcome.state });
  return outcome.certificate;
}

async function takePlaces(
  { renewal }: PracticeServices,
  pair: { readonly old: string; readonly successor: string },
  run: StoreRun,
): Promise<void> {
  for (const { code } of await renewal.replace(pair, new Map(), run)) if (code !== null) throw new AppError(code);
}
