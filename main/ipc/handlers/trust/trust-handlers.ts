// SPDX-License-Identifier: Apache-2.0
import type { Host } from '../../../hosts/host.ts';
import type { Services } from '../../../services.ts';
import { dialogWords } from '../../dialog-words.ts';
import type { Handlers } from '../../handler-types.ts';

type TrustCalls = Extract<keyof Handlers, `anchors.${string}` | `paths.${string}`>;

export function trustHandlers(
  host: Host,
  { trust: { anchors, checks } }: Services,
  language: () => string,
): Pick<Handlers, TrustCalls> {
  // A pipe would block.
  const look = async (path: string) => anchors.look(path, { pipes: false });
  return {
    'anchors.list': async () => ({ anchors: await anchors.list(), system: await anchors.countOfSystem() }),
    'anchors.chooseFile': async () => {
      const words = dialogWords(language());
      const [path] = await host.openFiles({
        title: words.authorityTitle,
        filters: [
          { name: words.certificateFiles, extensions: ['cer', 'crt', 'pem', 'der', 'p7b'] },
          { name: words.allFiles, extensions: ['*'] },
        ],
      });
      return path === undefined ? { outcome: 'cancelled' } : { outcome: 'looked', authorities: await look(path) };
    },
    'anchors.lookAt': async ({ sha256 }) => anchors.lookAt(sha256),
    'anchors.add': async ({ sha256, typed }) => anchors.add(sha256, typed),
    'anchors.confirm': async ({ sha256, typed }) => anchors.confirm(sha256, typed),
    'anchors.remove': async ({ sha256 }) => {
      await anchors.remove(sha256);
      return {};
    },
    'paths.verdict': async ({ sha256 }) => ({ check: await checks.of(sha256) }),
    'paths.check': async ({ sha256 }, { signal, progress }) => ({
      check: await checks.check(sha256, { signal, progress: () => progress(null, 'judging') }),
    }),
  };
}
