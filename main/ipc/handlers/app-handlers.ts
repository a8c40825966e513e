// SPDX-License-Identifier: Apache-2.0
import { passwordStrength } from '../../../shared/domain/secrets/password-estimate.ts';
import { writeTextFile } from '../../exports/text-file.ts';
import { problemReport } from '../../problems/problem-report.ts';
import type { HandlerParts, Handlers } from '../handler-types.ts';
import { writeTo } from '../places.ts';

export function appHandlers({ host, facts, places }: HandlerParts) {
  const report = (): string =>
    problemReport({ version: facts.version, host: host.kind, problems: facts.problems.list() });
  return {
    info: () => ({
      version: facts.version,
      host: host.kind,
      platform: process.platform,
      systemLocale: host.systemLocale,
      canPrint: host.canPrint,
      protectsContent: host.setContentProtection !== undefined,
      tokensUnavailable: facts.tokensUnavailable,
    }),
    licences: async () => ({ packages: await facts.licences() }),
    activity: host.presence.noteActivity,
    problems: () => ({ count: facts.problems.list().length, text: report() }),
    writeProblems: async ({ destinationId }) =>
      await writeTo(places, destinationId, 'problems', async (output) => ({
        displayPath: output.path,
        bytes: await writeTextFile(output, report()),
      })),
    passwordStrength: async ({ password }) => ({ strength: await passwordStrength(password) }),
    protectContent({ isOn }) {
      host.setContentProtection?.(isOn);
    },
  } satisfies Handlers['app'];
}

export function settingsHandlers({ host, settings }: HandlerParts) {
  return {
    change(change) {
      const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
      const changed = settings.change(given);
      host.emit('settings.changed', {});
      return changed;
    },
  } satisfies Partial<Handlers['settings']>;
}
