// SPDX-License-Identifier: Apache-2.0
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import { saveRecoverySheet, saveSheet } from '../../exports/recovery-sheet.ts';
import type { CallInput } from '../../../shared/ipc/contract.ts';
import { dialogWords } from '../dialog-words.ts';
import type { DialogWords } from '../dialog-words.ts';
import type { HandlerParts, Handlers } from '../handler-types.ts';
import { writeTo } from '../places.ts';

type Purpose = CallInput<'files.chooseDestination'>['purpose'];

const files: Record<Purpose, { title: keyof DialogWords; name: string; extension: string }> = {
  vault: { title: 'saveVaultTitle', name: 'CertSteward-vault', extension: 'sqlite' },
  'recovery-sheet': { title: 'saveSheetTitle', name: 'CertSteward-recovery-sheet', extension: 'pdf' },
  sheet: { title: 'savePdfTitle', name: 'CertSteward-sheet', extension: 'pdf' },
  'list-csv': { title: 'saveListTitle', name: 'CertSteward-certificates', extension: 'csv' },
  'list-json': { title: 'saveListTitle', name: 'CertSteward-certificates', extension: 'json' },
  calendar: { title: 'saveCalendarTitle', name: 'CertSteward-calendar', extension: 'ics' },
  request: { title: 'saveRequestTitle', name: 'CertSteward-request', extension: 'csr' },
  problems: { title: 'saveProblemsTitle', name: 'CertSteward-problem-report', extension: 'txt' },
  activity: { title: 'saveActivityTitle', name: 'CertSteward-activity', extension: 'jsonl' },
  'profile-template': { title: 'saveTemplateTitle', name: 'CertSteward-CA-guide', extension: 'json' },
  'contact-sheet': { title: 'saveContactSheetTitle', name: 'CertSteward-contact-sheet', extension: 'txt' },
};

function unusedPath(start: string, extension: string): string {
  let path = `${start}.${extension}`;
  for (let number = 2; number < 100 && existsSync(path); number += 1) path = `${start}-${number}.${extension}`;
  return path;
}

export function filePlaceHandlers({ host, language, places }: HandlerParts) {
  return {
    chooseDestination: async ({ purpose }) => {
      const { title, name, extension } = files[purpose];
      // The name contains no certificate data.
      const day = new Date().toISOString().slice(0, 10);
      const suggestedPath = unusedPath(join(homedir(), `${name}-${day}`), extension);
      return await places.askFile({ title: dialogWords(language())[title], suggestedPath }, purpose);
    },
    print: async () => {
      if (!host.canPrint) throw new AppError('not-available');
      return { printed: await host.printPage() };
    },
    savePdf: async ({ destinationId }) =>
      await writeTo(places, destinationId, 'sheet', async (output) =>
        saveSheet(output, { format: 'pdf', draw: async () => host.pagePdf() }),
      ),
  } satisfies Handlers['files'];
}

export function recoverySheetHandlers({ host, places }: HandlerParts) {
  return {
    savePdf: async ({ destinationId }) =>
      await writeTo(places, destinationId, 'recovery-sheet', async (output) =>
        saveRecoverySheet(output, { format: 'pdf', draw: async () => host.pagePdf() }),
      ),
  } satisfies Handlers['recoverySheet'];
}
