// SPDX-License-Identifier: Apache-2.0
import { initialiseFirst, setUserPin, toolSteps } from '../work/initialise-token.ts';
import { libraryPath } from './library-path.ts';
import { pkcsslotdSettings, startPkcsslotd } from './pkcsslotd.ts';
import { targetFolder } from './target-folder.ts';
import type { TokenTarget, TokenTargetKind } from './token-target.ts';
import { whatIsMissing } from './what-is-missing.ts';

const modulePath = libraryPath('libopencryptoki.so.0');
/** opencryptoki's default SO PIN. */
const firstSoPin = '87654321';
const tools = ['pkcsslotd', 'unshare', 'setpriv', 'flock', 'pkcs11-tool'];

/** opencryptoki requires all these steps before a user login. */
function setUp(target: TokenTarget): void {
  const asOfficer = ['--login', '--login-type', 'so', '--so-pin', firstSoPin];
  const changeSoPin = ['--change-pin', ...asOfficer, '--new-pin', 'env:SO_PIN'];
  toolSteps(target, [initialiseFirst(target, firstSoPin), changeSoPin, setUserPin]);
}

export const opencryptoki: TokenTargetKind = {
  name: 'opencryptoki',
  available: () => whatIsMissing({ tools, files: [modulePath, pkcsslotdSettings], root: true }),
  start: async () => {
    const { folder, remove } = targetFolder('opencryptoki');
    const daemon = await startPkcsslotd(folder);
    const stop = async (): Promise<void> => {
      await daemon.stop();
      remove();
    };
    const target: TokenTarget = {
      name: 'opencryptoki',
      modulePath,
      environment: {},
      label: 'CertSteward test',
      // Must have four to eight characters.
      pin: '12345678',
      soPin: '76543210',
      stop,
      [Symbol.asyncDispose]: stop,
    };
    try {
      setUp(target);
      return target;
    } catch (error) {
      await stop();
      throw error;
    }
  },
};
