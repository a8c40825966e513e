// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { settingsLanguage } from '../shared/i18n/settings-language.ts';
import { AppError } from '../shared/domain/errors/app-error.ts';
import { appCalls } from '../shared/ipc/calls/app.ts';
import type { CallOutput } from '../shared/ipc/contract.ts';
import type { Host, SettingsStore } from './hosts/host.ts';
import { defaultDataFolder } from './hosts/node/data-folder.ts';
import type { LockOutcome } from './hosts/node/single-instance.ts';
import { tokensUnavailable } from './hosts/node/token-support.ts';
import { createPathCheckClock } from './trust/path-check-clock.ts';
import { createRequestClock } from './enrolment/background/request-clock.ts';
import { createReminderClock } from './reminders/reminder-clock.ts';
import { createAppRouter } from './ipc/app-router.ts';
import { createOperations } from './ipc/operations.ts';
import { createIdleGate, type IdleGate } from './ipc/idle-gate.ts';
import { notifyDownloads } from './ipc/notify-downloads.ts';
import { createAutoLock } from './locking/auto-lock.ts';
import { lockIfOpen } from './locking/lock-if-open.ts';
import type { ProblemLog } from './problems/problem-log.ts';
import { createServices } from './services.ts';
import type { Services } from './services.ts';

export interface AppOptions {
  readonly host: Host;
  readonly settings: SettingsStore;
  readonly dataFolder: string;
  readonly stateFolder: string;
  readonly distFolder: string;
  readonly problems: ProblemLog;
}

type Failed = (error: unknown) => void;

export interface App {
  close(): void;
  lock(): Promise<LockOutcome>;
}

export async function startApp({
  host,
  settings,
  dataFolder,
  stateFolder,
  distFolder,
  problems,
}: AppOptions): Promise<App> {
  const logUnexpected = unexpectedIn(problems);
  // AppErrors are expected, so only others are logged.
  const failed =
    (where: string): Failed =>
    (error) => {
      if (!(error instanceof AppError)) logUnexpected(where, error);
    };
  const idleGate = createIdleGate();
  const services = createServices({
    whenIdle: async () => idleGate.idle(),
    ...(host.systemProxy && { systemProxy: host.systemProxy }),
    dataFolder,
    stateFolder,
    startChild: host.startChild,
    unlockAtStart: true,
    version: versionOf(distFolder),
    packageFile: path.join(distFolder, '..', 'package.json'),
    tokensUnavailable: tokensUnavailable(distFolder),
    useUnverified: () => settings.get().useUnverified,
    reminderSettings: () => settings.get().reminders,
  });
  const operations = createOperations((event, payload) => host.emit(event, payload));
  const autoLock = createAutoLock({
    presence: host.presence,
    limitMinutes: () => settings.get().autoLockMinutes,
    isBusy: () => operations.isBusy(),
    cancelAll: () => operations.cancelAll(),
    lock: async () => lockIfOpen(services.vault),
    locked: (reason) => host.emit('vault.autoLocked', { reason }),
    every: (ms, tick) => void setInterval(tick, ms).unref(),
  });
  const pathChecks = startPathChecks(host, services, idleGate, failed('trust.checks'));
  const reminderClock = startReminders({ host, settings, services, failed: failed('reminders') });
  const requestClock = startAsking({ host, services, failed: failed('requests') });
  const { platform, env } = process;
  const answer = createAppRouter({
    host,
    services,
    reminderClock,
    settings,
    operations,
    hasDefaultFolder: dataFolder === defaultDataFolder({ platform, home: homedir(), env }),
    facts: {
      version: versionOf(distFolder),
      tokensUnavailable: tokensUnavailable(distFolder),
      problems,
      licences: async () => await licencesOf(distFolder),
    },
    logUnexpected,
  });
  host.onFilesOpened((paths) => announce(host, services, paths));
  const opening = host.open(async (message, sender) => {
    idleGate.asked();
    await autoLock.check();
    return answer(message, sender);
  });
  void readMeanwhile(services);
  await opening;
  notifyDownloads({
    webEnrolments: services.enrolment.webEnrolments,
    host,
    language: () => settingsLanguage(settings.get().language, host.systemLocale),
    hideNames: () => settings.get().reminders.hideNames,
  });
  services.enrolment.webEnrolments.watch().catch(failed('webEnrolments.watch'));
  pathChecks.changed();
  // Wait until the first rows are on screen.
  idleGate.asked();
  const closed = new AbortController();
  const startRest = () => {
    // Finishes or undoes interrupted store changes. Failures are retried before the next change.
    services.stores.reconcile().catch((error: unknown) => logUnexpected('stores.reconcile', error));
    void reminderClock.tick();
    void requestClock.tick();
  };
  idleGate.idle(closed.signal).then(startRest, () => undefined);
  const stopSweeping = sweepTrash(services, failed('deletion.sweep'));
  return {
    close: () => {
      closed.abort();
      operations.cancelAll();
      stopSweeping();
      pathChecks.close();
      services.close();
    },
    lock: () => autoLock.lockNow(),
  };
}

const headStartMs = 20;

/** Ignores errors, because the page's own request reports them. */
async function readMeanwhile({ certificates }: Services): Promise<void> {
  await setTimeout(headStartMs);
  await certificates.prepare().catch(() => undefined);
}

function startReminders({
  host,
  settings,
  services,
  failed,
}: Pick<AppOptions, 'host' | 'settings'> & { readonly services: Services; readonly failed: Failed }) {
  const clock = createReminderClock({
    reminders: services.reminders,
    settings: () => settings.get().reminders,
    language: () => settingsLanguage(settings.get().language, host.systemLocale),
    now: services.now,
    notify: async (notice, onAction) => host.notify(notice, onAction),
    open: (sha256) => {
      host.show();
      host.emit('reminders.open', { room: 'certificates', sha256 });
    },
    openBackups: () => {
      host.show();
      host.emit('reminders.open', { room: 'backup', sha256: null });
    },
    leftChanged: () => host.emit('reminders.left', {}),
    counted: (count) => host.showCount(count),
    every: (ms, tick) => void setInterval(tick, ms).unref(),
    failed,
  });
  services.vault.onChange(() => clock.changed());
  settings.onChange(() => clock.changed());
  return clock;
}

function startPathChecks(host: Host, { trust, vault }: Services, idleGate: IdleGate, failed: Failed) {
  const clock = createPathCheckClock(trust.checks, {
    pause: async (signal) => idleGate.idle(signal),
    judged: () => host.emit('paths.changed', {}),
    failed,
  });
  vault.onChange(() => clock.changed());
  return clock;
}

function startAsking({
  host,
  services,
  failed,
}: Pick<AppOptions, 'host'> & { readonly services: Services; readonly failed: Failed }) {
  return createRequestClock({
    enrolment: services.enrolment,
    now: services.now,
    isLocked: async () => (await services.vault.current())?.isUnlocked !== true,
    arrived: ({ profile }) => host.emit('requests.arrived', { name: profile.name }),
    every: (ms, tick) => void setInterval(tick, ms).unref(),
    failed,
  });
}

const sweepEveryMs = 6 * 60 * 60 * 1000;

function sweepTrash({ deletion }: Services, failed: Failed): () => void {
  const sweep = (): void => {
    deletion.sweep().catch(failed);
  };
  sweep();
  const timer = setInterval(sweep, sweepEveryMs);
  timer.unref();
  return () => clearInterval(timer);
}

function announce(host: Host, { imports }: Services, paths: readonly string[]): void {
  const files = paths.map((file) => ({ draftId: imports.addPath(file), fileName: path.basename(file) }));
  if (files.length > 0) host.emit('imports.arrived', { files });
}

async function licencesOf(distFolder: string): Promise<CallOutput<'app.licences'>['packages']> {
  return appCalls.licences.output.shape.packages.parse(
    JSON.parse(await readFile(path.join(distFolder, 'licences.json'), 'utf8')),
  );
}

export function versionOf(distFolder: string): string {
  const file = path.join(distFolder, '..', 'package.json');
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
}

function unexpectedIn(problems: ProblemLog) {
  return (where: string, error: unknown): void => {
    const { what, frames } = problems.note(where, error);
    process.stderr.write(`${[`${where}: unexpected ${what}`, ...frames.map((frame) => `    ${frame}`)].join('\n')}\n`);
  };
}
