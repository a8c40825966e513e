// SPDX-License-Identifier: Apache-2.0
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { writeRequestFile } from '../../../main/exports/request-file.ts';
import { outputFile } from '../../support/contract/destinations.ts';
import { tokenObjectCalls } from '../../../shared/ipc/calls/tokens/token-objects.ts';

const pem = '-----BEGIN CERTIFICATE REQUEST-----\nMIIB\n-----END CERTIFICATE REQUEST-----\n';

it('[T07] writes a request unchanged', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'certsteward-request-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = path.join(folder, 'a.csr');
  expect(await writeRequestFile(await outputFile(file), pem)).toBe(pem.length);
  expect(readFileSync(file, 'utf8')).toBe(pem);
});

it('[T07] [X08] the call that saves a request accepts nothing else', () => {
  const { input } = tokenObjectCalls.saveRequest;
  const at = { destinationId: '3f2a91c0-0000-4000-8000-000000000000' };
  expect(input.safeParse({ ...at, pem }).success).toBe(true);
  for (const other of [
    `#!/bin/sh\n${pem}`,
    `${pem}rm -rf /`,
    pem.replaceAll('REQUEST', 'X'),
    pem.replace('MIIB', '$(x)'),
  ]) {
    expect(input.safeParse({ ...at, pem: other }).success, other).toBe(false);
  }
});
