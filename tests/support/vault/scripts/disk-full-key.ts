// SPDX-License-Identifier: Apache-2.0
import { closeSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { makeRequest } from '../../../../main/enrolment/requests/make-request.ts';
import { createVault } from '../../../../main/vault/open-vault.ts';
import { AppError } from '../../../../shared/domain/errors/app-error.ts';
import { askFor } from '../../enrolment/ask-for.ts';
import { testVaultOptions } from '../vault-test-options.ts';

/**
 * Fills the small disk given as argument before a request is sent, and again when its answer arrives. Prints one JSON
 * object.
 */
const [disk = ''] = process.argv.slice(2);
const ballast = join(disk, 'ballast');

function fillDisk(): void {
  const file = openSync(ballast, 'w');
  for (const size of [65_536, 4096]) {
    try {
      for (;;) writeSync(file, new Uint8Array(size));
    } catch {
      // The disk is full, so continue with smaller pieces.
    }
  }
  closeSync(file);
}

async function outcomeOf(work: Promise<unknown>): Promise<string> {
  try {
    await work;
    return 'done';
  } catch (error) {
    return error instanceof AppError ? error.code : String(error);
  }
}

const vault = createVault(join(disk, 'vault'), testVaultOptions());
await vault.initialiseProtectors({ passphrase: 'p', useOsStore: false, recoveryCode: 'later' });
await askFor(vault, 'CN=张三,C=CN', { keyMadeBy: 'authority' });
const [request] = vault.enrolment.requests();
if (!request) throw new Error('no request');
fillDisk();
const withoutRoom = await outcomeOf(vault.enrolment.expectAnswer(request));
const counted = vault.enrolment.requests()[0]?.lostAnswers;
rmSync(ballast);
const sent = await outcomeOf(vault.enrolment.expectAnswer(request));
fillDisk();
const { key } = await makeRequest('rsa-2048', 'CN=x');
const answer = new Uint8Array(90 * 1024).fill(7);
const kept = await outcomeOf(vault.enrolment.keepAnswer(request.id, key, answer));
const [after] = vault.enrolment.requests();
const isWhole = Buffer.from(after?.answer ?? []).equals(answer);
rmSync(ballast);
const { findings, keys } = await vault.verify();
vault.close();
const { lostAnswers, spkiSha256 } = after ?? {};
const isKey = spkiSha256 === key.spkiSha256;
process.stdout.write(JSON.stringify({ withoutRoom, counted, sent, kept, isWhole, isKey, lostAnswers, findings, keys }));
