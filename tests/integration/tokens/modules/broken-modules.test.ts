// SPDX-License-Identifier: Apache-2.0
import { spawnSync, type SpawnSyncReturns } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { compilerUnavailable } from '../../../support/tokens/modules/broken-modules/compile.ts';
import {
  makeMinimalToken,
  type FaultMoment,
  type MinimalToken,
} from '../../../support/tokens/modules/broken-modules/minimal-token.ts';
import {
  makeLibraryThatIsNoModule,
  makeModuleForOtherProcessor,
  makeNullListModule,
  makeTextNamedAsModule,
} from '../../../support/tokens/modules/broken-modules/not-modules.ts';
import { targetFolder } from '../../../support/tokens/modules/target-folder.ts';
import { whatIsMissing } from '../../../support/tokens/modules/what-is-missing.ts';

const reason = compilerUnavailable() ?? whatIsMissing({ tools: ['pkcs11-tool'] });
/** A call that takes this long counts as hanging; a healthy one takes about 10 ms. */
const patienceMs = 1500;

describe.skipIf(reason !== null)(`the broken modules${reason === null ? '' : ` (skipped: ${reason})`}`, () => {
  const { folder, remove } = targetFolder('broken-modules');
  afterAll(remove);
  const data = join(folder, 'data');
  writeFileSync(data, 'to be signed');

  const sign = (modulePath: string, pin = '123456'): SpawnSyncReturns<string> => {
    const words = ['--login', '--pin', 'env:PIN', '--sign', '--mechanism', 'SHA256-RSA-PKCS', '--input-file', data];
    const options = { env: { ...process.env, PIN: pin }, timeout: patienceMs, killSignal: 'SIGKILL' } as const;
    return spawnSync('pkcs11-tool', ['--module', modulePath, ...words], { ...options, encoding: 'latin1' });
  };
  const answerOf = (token: MinimalToken, pin?: string): string | undefined =>
    /CKR_\w+/.exec(sign(token.modulePath, pin).stderr.replace(/.*C_GetAttributeValue.*/g, ''))?.[0];

  it('[T04] a module without a fault lists, counts attempts and locks after three', () => {
    const token = makeMinimalToken({ folder, name: 'sound', label: '最小', serial: '4711' });
    const list = spawnSync('pkcs11-tool', ['--module', token.modulePath, '-L'], { encoding: 'utf8' }).stdout;
    expect(list).toContain('最小');
    expect(list).toContain('4711');
    expect(sign(token.modulePath).stdout).toBe('Z'.repeat(256));
    const answers = [1, 2, 3, 4].map(() => [answerOf(token, '0000'), token.triesLeft(), token.attempts()]);
    expect(answers).toEqual([
      ['CKR_PIN_INCORRECT', 2, 2],
      ['CKR_PIN_INCORRECT', 1, 3],
      ['CKR_PIN_LOCKED', 0, 4],
      ['CKR_PIN_LOCKED', 0, 5],
    ]);
    token.setTriesLeft(3);
    expect(sign(token.modulePath).status).toBe(0);
  });

  it.for(['load', 'C_Initialize', 'C_GetSlotList', 'C_Login', 'C_Sign', 'C_Finalize'] as const)(
    '[T01] a fault built into %s ends or hangs the calling program',
    (at) => {
      const ended = (['segv', 'abort', 'exit', 'hang'] as const).map((kind) => {
        const { modulePath } = makeMinimalToken({ folder, name: `${at}-${kind}`, fault: { kind, at } });
        const { status, signal } = sign(modulePath);
        return status ?? signal;
      });
      expect(ended).toEqual(['SIGSEGV', 'SIGABRT', 3, 'SIGKILL']);
    },
  );

  it('[T04] a fault on demand happens once, before, during or after the attempt', () => {
    const token = makeMinimalToken({ folder, name: 'on-demand' });
    const trip = (moment: FaultMoment, what: 'segv' | number) => {
      const before = token.attempts();
      token.trip('C_Login', moment, what);
      const { status, signal, stderr } = sign(token.modulePath);
      expect(token.armed()).toBe(false);
      const ended = signal ?? /CKR_DEVICE_REMOVED/.exec(stderr)?.[0] ?? status;
      const counted = token.attempts() - before;
      const left = token.triesLeft();
      expect(sign(token.modulePath).status).toBe(0);
      return [ended, counted, left];
    };
    expect({ before: trip('before', 'segv'), during: trip('during', 'segv'), after: trip('after', 'segv') }).toEqual({
      before: ['SIGSEGV', 0, 3],
      during: ['SIGSEGV', 1, 2],
      after: ['SIGSEGV', 1, 3],
    });
    const deviceRemoved = 0x32;
    expect(trip('during', deviceRemoved)).toEqual(['CKR_DEVICE_REMOVED', 1, 2]);
    token.trip('C_Sign', 'before', 'hang');
    token.disarm();
    expect(sign(token.modulePath).status).toBe(0);
  });

  it('[T01] each file that is no module fails in its own way', () => {
    expect(sign(makeNullListModule(folder)).signal).toBe('SIGSEGV');
    const loaderSays = (modulePath: string): string | undefined => /dlopen failed.*/.exec(sign(modulePath).stderr)?.[0];
    expect(sign(makeLibraryThatIsNoModule(folder))).toMatchObject({ status: 1 });
    expect(loaderSays(makeLibraryThatIsNoModule(folder))).toBeUndefined();
    expect(loaderSays(makeTextNamedAsModule(folder))).toContain('invalid ELF header');
    expect(loaderSays(makeModuleForOtherProcessor(folder))).toContain('other-processor.so');
  });
});
