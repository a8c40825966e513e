// SPDX-License-Identifier: Apache-2.0
import { passwordStrength } from '../../../shared/domain/secrets/password-estimate.ts';
import { writeTextFile } from '../../exports/text-file.ts';
import type { Host, SettingsStore } from '../../hosts/host.ts';
import type { ProblemLog } from '../../problems/problem-log.ts';
import { problemReport } from '../../problems/problem-report.ts';
import type { Handlers } from '../handler-types.ts';
import type { Places } from '../places.ts';

export interface AppFacts {
  readonly problems: ProblemLog;
  readonly version: string;
  /** Reason, or null. */
  readonly tokensUnavailable: string | null;
}

type AppCalls =
  | 'app.info'
  | 'app.passwordStrength'
  | 'app.protectContent'
  | 'settings.get'
  | 'settings.change'
  | 'app.activity'
  | 'app.problems'
  | 'app.writeProblems';

export function appHandlers(
  host: Host,
  settings: SettingsStore,
  facts: AppFacts,
  places: Places,
): Pick<Handlers, AppCalls> {
  const report = (): string =>
    problemReport({ version: facts.version, host: host.kind, problems: facts.problems.list() });
  return {
    'app.info': async () => ({
      version: facts.version,
      host: host.kind,
      platform: process.platform,
      systemLocale: host.systemLocale,
      canPrint: host.canPrint,
      protectsContent: host.setContentProtection !== undefined,
      tokensUnavailable: facts.tokensUnavailable,
    }),
    'app.activity': async () => {
      host.presence.noteActivity();
      return {};
    },
    'app.problems': async () => ({ count: facts.problems.list().length, text: report() }),
    'app.writeProblems': async ({ destinationId }) => {
      const output = places.take(destinationId, 'problems');
      try {
        return { displayPath: output.path, bytes: await writeTextFile(output, report()) };
      } catch (error) {
        places.restore(destinationId, output);
        throw error;
      }
    },
    'app.passwordStrength': async ({ password }) => ({ strength: await passwordStrength(password) }),
    'app.protectContent': async ({ isOn }) => {
      host.setContentProtection?.(isOn);
      return {};
    },
    'settings.get': async () => settings.get(),
    'settings.change': async (change) => {
      // Drop undefined keys: spread would copy them.
      const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
      const changed = settings.change(given);
      host.emit('settings.changed', {});
      return changed;
    },
  };
}
