// SPDX-License-Identifier: Apache-2.0
import { homedir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { createCertificatesService } from '../../../main/certificates/certificates-service.ts';
import { createComputerState } from '../../../main/computer-state/computer-state.ts';
import { createProfiles } from '../../../main/enrolment/profiles/profiles.ts';
import { createWebEnrolments } from '../../../main/enrolment/web/web-enrolments-service.ts';
import { defaultStateFolder } from '../../../main/hosts/node/data-folder.ts';
import { createImportsService } from '../../../main/imports/imports-service.ts';
import { createParseClient } from '../../../main/parser/parse-client.ts';
import { createVaultAccess } from '../../../main/vault/vault-access.ts';
import { startNodeChild } from '../cli/start-node-child.ts';
import { testVaultOptions } from '../vault/vault-test-options.ts';

/**
 * The real web-enrolment services over an unlocked vault in `folder` (created if missing). Files count as complete
 * after 100 ms without a change.
 */
export async function webEnrolmentsWithVault(folder: string) {
  const now = () => new Date();
  const vault = createVaultAccess(join(folder, 'vault'), { ...testVaultOptions({ clock: now }), unlockAtStart: false });
  const parse = createParseClient(startNodeChild);
  const imports = createImportsService({ vault, parse });
  const certificates = createCertificatesService({ vault, parse, now, systemRoots: () => [] });
  const pace = { settleMs: 100, everyMs: 30, anywayMs: 200 };
  const profiles = createProfiles({ vault, parse, now });
  const state = createComputerState({
    // The same folder as the CLI's, because both run on this computer.
    folder: defaultStateFolder({ platform: process.platform, home: homedir(), env: process.env }),
    now,
  });
  const folders = state.watchedFolders;
  const webEnrolments = createWebEnrolments({ vault, folders, imports, parse, now, pace });
  const open = await vault.requireOrCreate();
  if (open.hasRecipient) await open.unlock({ kind: 'passphrase', secret: 'p' });
  else await open.initialiseProtectors({ passphrase: 'p', useOsStore: false, recoveryCode: 'later' });
  let closed = false;
  const close = (): void => {
    if (closed) return;
    closed = true;
    webEnrolments.close();
    imports.close();
    vault.close();
    state.close();
    parse.close();
  };
  onTestFinished(close);
  const listeners = new Set<() => void>();
  webEnrolments.onChange(() => {
    for (const look of listeners) look();
  });

  async function until(is: (waiting: Awaited<ReturnType<typeof webEnrolments.waiting>>) => boolean): Promise<void> {
    const reached = Promise.withResolvers<void>();
    const look = (): void => {
      void webEnrolments.waiting().then((waiting) => {
        if (is(waiting)) reached.resolve();
      }, reached.reject);
    };
    listeners.add(look);
    look();
    await reached.promise;
    listeners.delete(look);
  }

  /** Imports like the wizard and returns the completed web enrolments. `ended` is the first of `all`. */
  async function take(draftId: string, password: string) {
    const draft = { id: draftId, path: imports.pathOf(draftId) };
    await imports.inspect({ draftId, password });
    const outcome = await imports.commit(draftId);
    const all = await webEnrolments.imported(draft, outcome);
    return { added: outcome.added, ended: all[0] ?? null, all };
  }

  return { profiles, webEnrolments, imports, certificates, vault: open, until, take, close };
}
