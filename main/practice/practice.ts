// SPDX-License-Identifier: Apache-2.0
import { createHash, randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AppError } from '../../shared/domain/errors/app-error.ts';
import type { Language } from '../../shared/i18n/language.ts';
import { type Practice, practiceSteps, type PracticeStep } from '../../shared/schemas/practice.ts';
import type { StartChild } from '../children/process-port.ts';
import { type RunningDemoCa, startDemoCa } from '../demo-ca/demo-ca-client.ts';
import { demoProfile } from '../enrolment/profiles/demo-profile.ts';
import { createNssFinder } from '../stores/nss/nss-finder.ts';
import type { StoreFinder } from '../stores/store-port.ts';
import type { StoreRun } from '../stores/stores-service.ts';
import type { OsSecretStore } from '../vault/os-secret-store/os-secret-store.ts';
import { noOsSecretStore } from '../vault/os-secret-store/os-secret-store-client.ts';
import { type Held, type PracticeServices, type Scene, takeStep } from './practice-steps.ts';

export type { PracticeServices } from './practice-steps.ts';

export interface ApartOptions {
  readonly dataFolder: string;
  readonly stateFolder: string;
  readonly tokensUnavailable: string;
  readonly apart: { readonly finder: StoreFinder; readonly osStore: OsSecretStore };
  readonly now: () => Date;
}

/** The practice run (先练习一遍), with its own vault, CA and browser profile in a temporary folder. */
export interface PracticeService {
  read(): Promise<{ readonly practice: Practice | null }>;
  start(asked: { readonly language: Language }): Promise<Practice>;
  /** Errors: `not-available` (not the next step), those of the step's operations. */
  step(asked: { readonly step: PracticeStep }, run: StoreRun): Promise<Practice>;
  end(): Promise<void>;
  close(): void;
}

const days = 30;
const subjects = { 'zh-CN': 'CN=练习 王小明', en: 'CN=Practice Wang Xiaoming' } as const satisfies Record<
  Language,
  string
>;
/** Windows briefly locks files of an exiting process. */
const maxRetries = 5;
const usable: readonly string[] = ['ready', 'absent'];

interface Place {
  readonly folder: string;
  readonly services: PracticeServices;
  ca: RunningDemoCa | null;
}

interface Running {
  readonly scene: Scene;
  readonly steps: PracticeStep[];
  held: Held;
  done: number;
}

export function createPractice({
  startChild,
  create,
}: {
  readonly startChild: StartChild;
  readonly create: (options: ApartOptions) => PracticeServices;
}): PracticeService {
  let place: Place | null = null;
  let running: Running | null = null;
  let ahead = 0;
  const now = (): Date => new Date(Date.now() + ahead);

  function makePlace(): Place {
    const folder = mkdtempSync(join(tmpdir(), 'certsteward-practice-'));
    for (const name of ['.pki/nssdb', 'usb-drive', 'vault', 'state'])
      mkdirSync(join(folder, name), { recursive: true, mode: 0o700 });
    // Outside Linux, no store can be separate from the user's.
    const finder: StoreFinder =
      process.platform === 'linux'
        ? // Finds only Chromium's store in `folder`: without PATH, there are no browsers.
          createNssFinder(startChild, () => ({ home: folder, env: {} }))
        : { find: async () => await Promise.resolve([]) };
    const services = create({
      dataFolder: join(folder, 'vault'),
      stateFolder: join(folder, 'state'),
      tokensUnavailable: 'practice',
      apart: { finder, osStore: noOsSecretStore('practice') },
      now,
    });
    return { folder, services, ca: null };
  }

  async function open(language: Language): Promise<Running> {
    ahead = 0;
    const made = makePlace();
    place = made;
    const { folder, services } = made;
    const ca = await startDemoCa(startChild, { days });
    made.ca = ca;
    const passphrase = randomBytes(24).toString('base64url');
    const vault = await services.vault.requireOrCreate();
    await vault.initialiseProtectors({ passphrase, useOsStore: false, recoveryCode: 'later' });
    // Checking the CRL requires the CA as a trust anchor.
    const sha256 = createHash('sha256').update(ca.certificate).digest('hex');
    await vault.anchors.add({ sha256, der: ca.certificate, name: 'practice' });
    const profile = join(folder, 'practice-ca.json');
    await writeFile(profile, JSON.stringify(demoProfile(ca)));
    const held = await services.enrolment.profiles.importFile(profile);
    const canInstall = (await services.stores.list({ refresh: true })).stores.some(({ state }) =>
      usable.includes(state),
    );
    const putForward = (ms: number): void => void (ahead += ms);
    return {
      scene: { services, folder, ca, held, passphrase, subject: subjects[language], now, putForward },
      steps: practiceSteps.filter((step) => step !== 'install' || canInstall),
      held: { current: null, former: null },
      done: 0,
    };
  }

  async function describe({ scene, steps, held, done }: Running): Promise<Practice> {
    const { vault, certificates, stores } = scene.services;
    const open = await vault.require();
    const summaryOf = async (sha256: string | null) =>
      sha256 === null || open.getRow(sha256) === null ? null : await certificates.summary(sha256);
    const certificate = await summaryOf(held.current);
    const places = certificate === null ? [] : (await stores.places(certificate)).places;
    return {
      steps,
      done,
      certificate,
      former: await summaryOf(held.former),
      now: scene.now().toISOString(),
      isInstalled: places.length > 0,
    };
  }

  function stop(): string | null {
    const { folder = null, ca = null, services = null } = place ?? {};
    [place, running] = [null, null];
    ca?.stop();
    services?.close();
    return folder;
  }

  async function end(): Promise<void> {
    const folder = stop();
    if (folder !== null) await rm(folder, { recursive: true, force: true, maxRetries });
  }

  return {
    read: async () => ({ practice: running && (await describe(running)) }),
    async start({ language }) {
      try {
        running ??= await open(language);
      } catch (error) {
        await end();
        throw error;
      }
      return await describe(running);
    },
    async step({ step }, run) {
      const practice = running;
      if (practice === null || practice.steps[practice.done] !== step) {
        throw new AppError('not-available', { what: 'practice', reason: step });
      }
      practice.held = await takeStep(step, practice.scene, practice.held, run);
      practice.done += 1;
      return await describe(practice);
    },
    end,
    close() {
      const folder = stop();
      if (folder !== null) rmSync(folder, { recursive: true, force: true, maxRetries });
    },
  };
}
