// SPDX-License-Identifier: Apache-2.0
import { readFileSync, writeFileSync } from 'node:fs';
import { createForkChild } from '../../../main/hosts/node/fork-child.ts';
import { createWindowsStores } from '../../../main/stores/windows/windows-store.ts';
import { createWindowsChild } from '../../../main/stores/windows/windows-child.ts';
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import type { DriverAnswer, DriverStep } from './driver-steps.ts';

/**
 * Runs the real adapter, which forks the real bundle, in Node under Wine. Arguments: bundle folder, steps file, answers
 * file. Doesn't use stdout, because a pipe crashes Node under Wine.
 */
const [, , dist = '', stepsFile = '', answersFile = ''] = process.argv;
const steps = JSON.parse(readFileSync(stepsFile, 'utf8')) as readonly DriverStep[];
const options = { startChild: createForkChild(dist), platform: process.platform, env: process.env };
const [store] = await createWindowsStores(options).find();
if (!store) throw new Error('no store: is this Windows?');
const ask = createWindowsChild(options.startChild);
const octets = (base64: string) => new Uint8Array(Buffer.from(base64, 'base64'));

async function run(step: DriverStep): Promise<unknown> {
  switch (step.call) {
    case 'describe':
      return store?.describe();
    case 'list':
      return store?.list();
    case 'providers':
      return (await ask('list', {})).certificates.map(({ fields, provider }) => [fields.sha256, provider]);
    case 'read': {
      const der = await store?.read(step.sha256);
      return der ? Buffer.from(der).toString('base64') : null;
    }
    case 'install': {
      const { certificate, pkcs8, issuers, sha256, nickname } = step;
      const item = { certificate: octets(certificate), pkcs8: octets(pkcs8), issuers: issuers.map(octets) };
      return store?.install({ ...item, sha256, nickname }, null);
    }
    case 'remove':
      return store?.remove(step.sha256, null);
    case 'removeOrphanKey':
      return store?.removeOrphanKey(step.spkiSha256, null);
    case 'sign': {
      const signed = await store?.sign(step.sha256, octets(step.challenge), null);
      return { ...signed, signature: Buffer.from(signed?.signature ?? []).toString('base64') };
    }
    case 'exportKey':
      return Buffer.from((await store?.exportKey(step.sha256, null)) ?? []).toString('base64');
  }
}

const answers: DriverAnswer[] = [];
for (const step of steps) {
  try {
    answers.push({ value: (await run(step)) ?? null });
  } catch (error) {
    if (error instanceof AppError) answers.push({ error: error.code, details: error.details });
    else answers.push({ error: 'thrown', details: { message: String(error) } });
  }
}
writeFileSync(answersFile, JSON.stringify(answers));
