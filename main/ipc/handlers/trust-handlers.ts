// SPDX-License-Identifier: Apache-2.0
import { currentUse } from '../../trust/current-use.ts';
import { dialogWords } from '../dialog-words.ts';
import type { HandlerParts, Handlers } from '../handler-types.ts';

export function anchorHandlers({
  host,
  services: {
    trust: { anchors },
  },
  language,
}: HandlerParts) {
  // Reading a pipe would block.
  const look = async (path: string) => anchors.look(path, { pipes: false });
  return {
    list: async () => ({ anchors: await anchors.list(), system: await anchors.countOfSystem() }),
    chooseFile: async () => {
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
  } satisfies Partial<Handlers['anchors']>;
}

export function pathHandlers({
  services: {
    trust: { checks },
  },
}: HandlerParts) {
  return {
    verdict: async ({ sha256 }) => ({ check: await checks.of(sha256) }),
    check: async ({ sha256 }, { signal, progress }) => ({
      check: await checks.check(sha256, { signal, progress: () => progress(null, 'judging') }),
    }),
  } satisfies Handlers['paths'];
}

export function revocationHandlers({ services: { trust, vault, now } }: HandlerParts) {
  return {
    last: async ({ sha256 }) => ({ check: (await vault.require()).revocation.check(sha256) }),
    plan: async ({ sha256 }) => trust.revocation.plan(currentUse(sha256, now())),
    check: async ({ sha256, ...consent }, { signal }) =>
      trust.revocation.check(currentUse(sha256, now()), consent, { signal }),
  } satisfies Partial<Handlers['revocation']>;
}
