// SPDX-License-Identifier: Apache-2.0
import { settingsLanguage } from '../../shared/i18n/settings-language.ts';
import type { MessageHandler } from '../hosts/host.ts';
import { createDestinationHandles } from '../destinations/destination-handles.ts';
import { createGrants } from '../grants/grants.ts';
import { createRouter } from './create-router.ts';
import type { HandlerParts, Handlers } from './handler-types.ts';
import { activityHandlers } from './handlers/activity-handlers.ts';
import { appHandlers, settingsHandlers } from './handlers/app-handlers.ts';
import { backupFileHandlers } from './handlers/backup/backup-file-handlers.ts';
import { backupHandlers } from './handlers/backup/backup-handlers.ts';
import { originalHandlers } from './handlers/backup/original-handlers.ts';
import { deletionHandlers, listFileHandlers, watchedHandlers } from './handlers/certificates/certificate-handlers.ts';
import { discoveryHandlers } from './handlers/certificates/discovery-handlers.ts';
import { exportHandlers } from './handlers/certificates/export-handlers.ts';
import { importHandlers } from './handlers/certificates/import-handlers.ts';
import { reminderHandlers } from './handlers/certificates/reminder-handlers.ts';
import { profileHandlers, requestHandlers } from './handlers/enrolment/enrolment-handlers.ts';
import { lossHandlers } from './handlers/enrolment/loss-handlers.ts';
import { preflightHandlers } from './handlers/enrolment/preflight-handlers.ts';
import { renewalHandlers } from './handlers/enrolment/renewal-handlers.ts';
import { serverHandlers } from './handlers/enrolment/server-handlers.ts';
import { webEnrolmentHandlers } from './handlers/enrolment/web-enrolment-handlers.ts';
import { filePlaceHandlers, recoverySheetHandlers } from './handlers/file-handlers.ts';
import { releaseHandlers } from './handlers/release-handlers.ts';
import { tokenHandlers } from './handlers/token-handlers.ts';
import { anchorHandlers, pathHandlers, revocationHandlers } from './handlers/trust-handlers.ts';
import { vaultHandlers } from './handlers/vault-handlers.ts';
import { createPageHandles } from './page-handles.ts';
import type { Operations } from './operations.ts';
import { createPlaces } from './places.ts';
import { createReachOf } from './reaches/create-reach-of.ts';
import { createResolveDestination } from './resolve-destination.ts';

export interface AppRouterOptions extends Pick<
  HandlerParts,
  'host' | 'services' | 'reminderClock' | 'settings' | 'facts'
> {
  readonly operations: Operations;
  readonly hasDefaultFolder?: boolean;
  logUnexpected(call: string, error: unknown): void;
}

export function createAppRouter({
  operations,
  logUnexpected,
  hasDefaultFolder = false,
  ...given
}: AppRouterOptions): MessageHandler {
  const { host, services, settings } = given;
  const language = () => settingsLanguage(settings.get().language, host.systemLocale);
  const clock = (): number => performance.now();
  const places = createPlaces(host, createDestinationHandles(services.destinations), language, clock);
  const held = createPageHandles();
  const grants = createGrants({
    reachOf: createReachOf(services, settings, held, places, hasDefaultFolder),
    confirm: async (question) => host.confirm(question),
    standing: services.computerState.standingGrants,
    language,
    clock,
  });
  services.stores.onChange(() => host.emit('stores.changed', {}));
  services.tokens.onChange((tokenId) => host.emit('tokens.changed', { tokenId }));
  services.discovery.onChange(() => host.emit('discovery.changed', {}));
  services.enrolment.webEnrolments.onChange(() => host.emit('webEnrolments.changed', {}));
  services.enrolment.webEnrolments.onArrived(({ id }, { fileId, fileName }) =>
    host.emit('webEnrolments.arrived', { webEnrolmentId: id, fileId, fileName }),
  );
  services.vault.onChange((revision) => host.emit('vault.changed', { revision }));
  const resolveDestination = createResolveDestination(services);
  return createRouter({
    handlers: handlersOf({ ...given, language, places, held, resolveDestination }),
    origin: host.origin,
    grants,
    operations,
    emit: (event, payload) => host.emit(event, payload),
    logUnexpected,
  });
}

function handlersOf(parts: HandlerParts): Handlers {
  const { enrolment, trust, ...services } = parts.services;
  return {
    activity: activityHandlers(parts),
    anchors: { ...trust.anchors, ...anchorHandlers(parts) },
    app: appHandlers(parts),
    backups: {
      ...services.backups,
      ...backupHandlers(parts),
      ...backupFileHandlers(parts),
      ...originalHandlers(parts),
    },
    certificates: services.certificates,
    deletion: { ...services.deletion, ...deletionHandlers(parts) },
    discovery: { ...services.discovery, ...discoveryHandlers(parts) },
    exports: exportHandlers(parts),
    files: filePlaceHandlers(parts),
    imports: { ...services.imports, ...importHandlers(parts) },
    list: listFileHandlers(parts),
    losses: { ...services.losses, ...lossHandlers(parts) },
    overview: services.overview,
    paths: pathHandlers(parts),
    practice: services.practice,
    preflight: preflightHandlers(parts),
    profiles: { ...enrolment.profiles, ...profileHandlers(parts) },
    recoverySheet: recoverySheetHandlers(parts),
    releases: releaseHandlers(parts),
    reminders: { ...services.reminders, ...reminderHandlers(parts) },
    renewals: { ...services.renewal, ...renewalHandlers(parts) },
    requests: { ...enrolment, ...requestHandlers(parts) },
    revocation: { ...trust.revocation, ...revocationHandlers(parts) },
    servers: serverHandlers(parts),
    settings: { ...parts.settings, ...settingsHandlers(parts) },
    stores: services.stores,
    timeline: { months: services.certificates.months },
    tokens: { ...services.tokens, ...tokenHandlers(parts) },
    vault: vaultHandlers(parts),
    watched: { ...services.watched, ...watchedHandlers(parts) },
    webEnrolments: { ...enrolment.webEnrolments, ...webEnrolmentHandlers(parts) },
  };
}
