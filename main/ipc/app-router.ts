// SPDX-License-Identifier: Apache-2.0
import { settingsLanguage } from '../../shared/i18n/settings-language.ts';
import type { Language } from '../../shared/i18n/language.ts';
import type { Host, MessageHandler, SettingsStore } from '../hosts/host.ts';
import { createDestinationHandles } from '../destinations/destination-handles.ts';
import { createGrants } from '../grants/grants.ts';
import type { ReminderClock } from '../reminders/reminder-clock.ts';
import type { Services } from '../services.ts';
import { createRouter } from './create-router.ts';
import { activityHandlers } from './handlers/vault/activity-handlers.ts';
import { appHandlers } from './handlers/app-handlers.ts';
import type { AppFacts } from './handlers/app-handlers.ts';
import { createResolveDestination } from './resolve-destination.ts';
import { backupFileHandlers } from './handlers/backup/backup-file-handlers.ts';
import { originalHandlers } from './handlers/certificates/original-handlers.ts';
import { preflightHandlers } from './handlers/enrolment/preflight-handlers.ts';
import { backupHandlers } from './handlers/backup/backup-handlers.ts';
import { certificateHandlers } from './handlers/certificates/certificate-handlers.ts';
import { discoveryHandlers } from './handlers/certificates/discovery-handlers.ts';
import { storeHandlers } from './handlers/stores/store-handlers.ts';
import { tokenHandlers } from './handlers/stores/token-handlers.ts';
import { reminderHandlers } from './handlers/certificates/reminder-handlers.ts';
import { watchedHandlers } from './handlers/certificates/watched-handlers.ts';
import { deletionHandlers } from './handlers/vault/deletion-handlers.ts';
import { enrolmentHandlers } from './handlers/enrolment/enrolment-handlers.ts';
import { serverHandlers } from './handlers/enrolment/server-handlers.ts';
import { releaseHandlers } from './handlers/release-handlers.ts';
import { renewalHandlers } from './handlers/enrolment/renewal-handlers.ts';
import { exportHandlers } from './handlers/certificates/export-handlers.ts';
import { lossHandlers } from './handlers/enrolment/loss-handlers.ts';
import { revocationHandlers } from './handlers/trust/revocation-handlers.ts';
import { filePlaceHandlers } from './handlers/certificates/file-place-handlers.ts';
import { importHandlers } from './handlers/certificates/import-handlers.ts';
import { vaultFileHandlers } from './handlers/vault/vault-file-handlers.ts';
import { listFileHandlers } from './handlers/certificates/list-file-handlers.ts';
import { trustHandlers } from './handlers/trust/trust-handlers.ts';
import { timelineHandlers } from './handlers/certificates/timeline-handlers.ts';
import { recoverySheetHandlers } from './handlers/backup/recovery-sheet-handlers.ts';
import { protectorHandlers } from './handlers/vault/protector-handlers.ts';
import { vaultHandlers } from './handlers/vault/vault-handlers.ts';
import { webEnrolmentHandlers } from './handlers/enrolment/web-enrolment-handlers.ts';
import { createPageHandles } from './page-handles.ts';
import type { Operations } from './operations.ts';
import { createPlaces } from './places.ts';
import { createReachOf } from './reaches/create-reach-of.ts';

export interface AppRouterOptions {
  readonly host: Host;
  readonly services: Services;
  readonly reminderClock: Pick<ReminderClock, 'left' | 'seen'>;
  readonly settings: SettingsStore;
  readonly facts: AppFacts;
  readonly operations: Operations;
  logUnexpected(call: string, error: unknown): void;
}

export function createAppRouter(options: AppRouterOptions): MessageHandler {
  const { host, services, settings, facts } = options;
  const language = (): Language => settingsLanguage(settings.get().language, host.systemLocale);
  const clock = (): number => performance.now();
  const places = createPlaces(host, createDestinationHandles(services.destinations), language, clock);
  const held = createPageHandles();
  const grants = createGrants({
    reachOf: createReachOf(services, settings, held, places),
    confirm: async (question) => host.confirm(question),
    standing: services.computerState.standingGrants,
    language,
    clock,
  });
  const resolveDestination = createResolveDestination(services);
  services.stores.onChange(() => host.emit('stores.changed', {}));
  services.tokens.onChange((tokenId) => host.emit('tokens.changed', { tokenId }));
  services.discovery.onChange(() => host.emit('discovery.changed', {}));
  services.enrolment.webEnrolments.onChange(() => host.emit('webEnrolments.changed', {}));
  services.enrolment.webEnrolments.onArrived(({ id }, { fileId, fileName }) =>
    host.emit('webEnrolments.arrived', { webEnrolmentId: id, fileId, fileName }),
  );
  services.vault.onChange((revision) => host.emit('vault.changed', { revision }));
  return createRouter({
    handlers: {
      ...appHandlers(host, settings, facts, places),
      ...vaultHandlers(services),
      ...protectorHandlers(services),
      ...certificateHandlers(services),
      ...timelineHandlers(services),
      ...listFileHandlers(services, places),
      ...deletionHandlers(services),
      ...importHandlers(host, services, language),
      ...exportHandlers(services, language, places),
      ...filePlaceHandlers(language, places),
      ...vaultFileHandlers(services, places),
      ...recoverySheetHandlers(host, places),
      ...activityHandlers(services),
      ...storeHandlers(services),
      ...discoveryHandlers(host, services, language),
      ...watchedHandlers(services),
      ...reminderHandlers(services, options.reminderClock, language, places),
      ...tokenHandlers(host, services, language, places),
      ...backupHandlers(services, places, held, resolveDestination),
      ...backupFileHandlers(host, services, language, held, resolveDestination),
      ...originalHandlers(host, services, held),
      ...trustHandlers(host, services, language),
      ...preflightHandlers(services),
      ...enrolmentHandlers(host, services, language, places),
      ...renewalHandlers(services),
      ...webEnrolmentHandlers(host, services, settings, language),
      ...revocationHandlers(services),
      ...lossHandlers(services, language, places),
      ...serverHandlers(services),
      ...releaseHandlers(host, services),
    },
    origin: host.origin,
    grants,
    operations: options.operations,
    emit: (event, payload) => host.emit(event, payload),
    logUnexpected: options.logUnexpected,
  });
}
