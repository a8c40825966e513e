// SPDX-License-Identifier: Apache-2.0
import { homedir } from 'node:os';
import { join } from 'node:path';
import { createBackupService } from './backup/backup-service.ts';
import { createServerPasswords } from './backup/server-passwords.ts';
import { createCertificatesService } from './certificates/certificates-service.ts';
import { computerNotes } from './computer-state/computer-notes.ts';
import { createComputerState } from './computer-state/computer-state.ts';
import { createDeletionService } from './certificates/deletion-service.ts';
import { createSystemRoots } from './certificates/system-roots.ts';
import { createDestinationResolver } from './destinations/destination-resolver.ts';
import { createManyExports } from './exports/export-many.ts';
import { createExportsService } from './exports/exports-service.ts';
import { createVaultFileService } from './exports/vault-file-service.ts';
import { createImportsService } from './imports/imports-service.ts';
import { forgetOnLock } from './locking/forget-on-lock.ts';
import { createRemindersService } from './reminders/reminders-service.ts';
import { startDemoCa } from './demo-ca/demo-ca-client.ts';
import { setSystemProxy, type SystemProxy } from './net/proxy.ts';
import { createSystemAnchors } from './net/trusted-roots.ts';
import { createParseClient, type ParseClient } from './parser/parse-client.ts';
import type { StartChild } from './children/process-port.ts';
import { createDiscoveryService } from './discovery/discovery-service.ts';
import { createEnrolmentService } from './enrolment/enrolment-service.ts';
import { createLossesService } from './losses/losses-service.ts';
import { createBatchRenewal } from './enrolment/renewal/batch-renewal.ts';
import { createRenewalService } from './enrolment/renewal/renewal-service.ts';
import { createNssFinder } from './stores/nss/nss-finder.ts';
import { createMacosStores } from './stores/macos/macos-store.ts';
import { createSecurityCommand } from './stores/macos/security-command.ts';
import { createWindowsStores } from './stores/windows/windows-store.ts';
import { createPractice, type PracticeServices } from './practice/practice.ts';
import { createOverviewService } from './overview/overview-service.ts';
import { createRenewalList } from './overview/renewal-list.ts';
import { createStoresService } from './stores/stores-service.ts';
import type { StoreFinder } from './stores/store-port.ts';
import { createTokensService } from './tokens/create-tokens-service.ts';
import { createVaultAcceptanceService } from './trust/vault-acceptance.ts';
import { createTrustService } from './trust/trust-service.ts';
import { releasePlaceOf } from './updates/release-place.ts';
import { createUpdatesService } from './updates/updates-service.ts';
import { createWatchedService } from './watched/watched-service.ts';
import type { ComputerNote } from '../shared/schemas/computer-note.ts';
import { settingsSchema } from '../shared/schemas/settings.ts';
import type { Settings } from '../shared/schemas/settings.ts';
import type { OsSecretStore } from './vault/os-secret-store/os-secret-store.ts';
import { createOsSecretStore } from './vault/os-secret-store/os-secret-store-client.ts';
import { createPassphraseFiles } from './vault/age/passphrase-files.ts';
import { requireStrength } from './vault/protectors/require-strength.ts';
import { createVaultAccess } from './vault/vault-access.ts';

export interface ServicesOptions {
  readonly dataFolder: string;
  readonly stateFolder: string;
  readonly startChild: StartChild;
  readonly unlockAtStart: boolean;
  readonly tokensUnavailable?: string | null;
  /** Enables untested platform code. */
  readonly useUnverified?: () => boolean;
  readonly reminderSettings?: () => Settings['reminders'];
  readonly now?: () => Date;
  readonly whenIdle?: () => Promise<void>;
  readonly systemProxy?: SystemProxy;
  /** Replaces the system's stores, so that practice doesn't touch them. */
  readonly apart?: { readonly finder: StoreFinder; readonly osStore: OsSecretStore };
  readonly version?: string;
  /** The build's package.json, which names the release server. */
  readonly packageFile?: string;
}

/** Uses NSS only on Linux, because its structure layouts are known only for 64-bit Linux. */
function finderOf({ startChild, useUnverified = () => false }: ServicesOptions, parse: ParseClient): StoreFinder {
  const { platform, env } = process;
  if (platform === 'linux') return createNssFinder(startChild);
  if (platform === 'win32') return createWindowsStores({ startChild, platform, env });
  if (platform !== 'darwin') return { find: async () => [] };
  return createMacosStores({ home: homedir(), security: createSecurityCommand(), parse, isAllowed: useUnverified });
}

/** Enough to decrypt and match 100,000 keys. */
const foreignVaultTimeoutMs = 10 * 60 * 1000;

export type Services = Readonly<ReturnType<typeof createServices>>;

export function createServices(options: ServicesOptions) {
  const now = options.now ?? (() => new Date());
  if (options.systemProxy) setSystemProxy(options.systemProxy);
  // Separate processes, so that a malicious file can't read keys being exported.
  const foreign = createParseClient(options.startChild);
  const own = createParseClient(options.startChild);
  const computerState = createComputerState({ folder: options.stateFolder, now });
  const osStore = options.apart?.osStore ?? createOsSecretStore({ startChild: options.startChild });
  const vault = createVaultAccess(options.dataFolder, {
    clock: now,
    files: createPassphraseFiles({ requireStrength }),
    osStore,
    publicKeyHashOf: async (pkcs8) => (await own.run('publicKeyHash', { pkcs8 })).spkiSha256,
    unlockAtStart: options.unlockAtStart,
    accepted: computerState.acceptedVaults,
  });
  const systemRoots = createSystemRoots();
  const certificates = createCertificatesService({
    vault,
    parse: foreign,
    now,
    systemRoots,
    heldElsewhere: () => stores.held(),
  });
  const imports = createImportsService({ vault, parse: foreign });
  const destinations = createDestinationResolver({
    protectedFolders: [
      { folder: options.dataFolder, reason: 'vault' },
      { folder: options.stateFolder, reason: 'own-state' },
    ],
    around: { home: homedir(), platform: process.platform, env: process.env },
  });
  const exports = createExportsService({ vault, certificates, parse: own, requireStrength });
  const foreignVault = createParseClient(options.startChild, { timeoutMs: foreignVaultTimeoutMs });
  forgetOnLock(vault, [foreign, own, foreignVault]);
  const vaultFiles = createVaultFileService({ vault, parse: foreignVault, now });
  const manyExports = createManyExports({ exports, certificates });
  const finder = options.apart?.finder ?? finderOf(options, foreign);
  const stores = createStoresService({
    vault,
    certificates,
    foreign,
    own,
    finder,
    readTokens: async () => tokens.holdings(),
    systemRoots,
    now,
    ...(options.whenIdle && { whenIdle: options.whenIdle }),
  });
  const deletion = createDeletionService({ vault, certificates, holders: stores.holders });
  const discovery = createDiscoveryService({ vault, imports, startChild: options.startChild, now });
  const watched = createWatchedService({ vault, certificates, now });
  const background = createParseClient(options.startChild);
  const trust = createTrustService({
    vault,
    certificates,
    parse: foreign,
    background,
    systemAnchors: createSystemAnchors(),
    systemRoots,
    now,
  });
  const standardReminders = settingsSchema.parse({}).reminders;
  const reminders = createRemindersService({
    vault,
    certificates,
    watched,
    settings: options.reminderSettings ?? (() => standardReminders),
    now,
    timeZone: () => new Intl.DateTimeFormat().resolvedOptions().timeZone,
  });
  const notes = (): ComputerNote[] => computerNotes(computerState, options.dataFolder);
  const tokens = createTokensService({
    notes,
    state: computerState,
    startChild: options.startChild,
    vault,
    certificates,
    imports,
    stores,
    foreign,
    now,
    unavailable: options.tokensUnavailable ?? null,
  });
  tokens.onChange(() => stores.tokensChanged());
  const enrolment = createEnrolmentService({
    vault,
    folders: computerState.watchedFolders,
    imports,
    tokens,
    parse: foreign,
    now,
  });
  const renewal = createRenewalService({ vault, stores, enrolment, certificates, parse: foreign, now });
  const backups = createBackupService({
    vault,
    parse: foreignVault,
    now,
    version: options.version ?? 'unknown',
    withPartners: certificates.withPartners,
    tokens,
    scratch: join(options.dataFolder, 'backup-transfer'),
    destinations,
  });
  const practice = createPractice({
    startChild: options.startChild,
    create: (apart): PracticeServices =>
      createServices({
        ...apart,
        startChild: options.startChild,
        unlockAtStart: false,
        ...(options.whenIdle && { whenIdle: options.whenIdle }),
      }),
  });
  return {
    computerState,
    computerNotes: notes,
    vaultAcceptance: createVaultAcceptanceService({ vault, parse: foreign }),
    vault,
    certificates,
    deletion,
    imports,
    destinations,
    exports,
    vaultFiles,
    stores,
    discovery,
    watched,
    reminders,
    overview: createOverviewService({ vault, certificates, watched, reminders, enrolment, now }),
    renewalList: createRenewalList({ vault, certificates, watched, enrolment, now }),
    tokens,
    trust,
    enrolment,
    losses: createLossesService({ vault, certificates, profiles: enrolment.profiles, cmp: enrolment.cmp }),
    startDemoCa: async (request: { readonly days: number }) => await startDemoCa(options.startChild, request),
    renewal,
    batchRenewal: createBatchRenewal({ vault, certificates, enrolment, renewal }),
    backups,
    serverPasswords: createServerPasswords(osStore),
    now,
    manyExports,
    practice,
    updates: createUpdatesService({
      place: options.packageFile === undefined ? null : releasePlaceOf(options.packageFile),
      version: options.version ?? '0.0.0',
      folder: options.dataFolder,
      now,
    }),
    close() {
      practice.close();
      tokens.close();
      stores.close();
      discovery.close();
      enrolment.webEnrolments.close();
      imports.close();
      vault.close();
      computerState.close();
      foreign.close();
      background.close();
      own.close();
      foreignVault.close();
    },
  };
}
