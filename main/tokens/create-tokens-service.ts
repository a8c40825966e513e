// SPDX-License-Identifier: Apache-2.0
import type { TokensOptions } from './assemble-tokens.ts';
import type {
  TokenCallName,
  TokenCommandCalls,
  TokenDataCalls,
  TokensService,
  TokenVaultCalls,
} from './tokens-service.ts';

export function createTokensService(options: TokensOptions): TokensService {
  let loading: Promise<TokensService> | null = null;
  const listeners: ((tokenId: string | null) => void)[] = [];

  async function load(): Promise<TokensService> {
    const { assembleTokens } = await import('./assemble-tokens.ts');
    const service = assembleTokens(options);
    service.onChange((tokenId) => {
      for (const listener of listeners) listener(tokenId);
    });
    return service;
  }

  async function loaded(): Promise<TokensService> {
    const started = loading ?? load();
    loading = started;
    started.catch(() => (loading = null));
    return await started;
  }

  function late<N extends TokenCallName | keyof (TokenCommandCalls & TokenDataCalls & TokenVaultCalls) | 'holdings'>(
    name: N,
  ): TokensService[N] {
    const call = async (input: never, run: never): Promise<unknown> => {
      const service = await loaded();
      return await (service[name] as (input: never, run: never) => Promise<unknown>)(input, run);
    };
    return call as TokensService[N];
  }

  return {
    modules: late('modules'),
    lookAtModule: late('lookAtModule'),
    moduleFacts: late('moduleFacts'),
    allowModule: late('allowModule'),
    forgetModule: late('forgetModule'),
    retryModule: late('retryModule'),
    list: late('list'),
    follow: late('follow'),
    useModule: late('useModule'),
    objects: late('objects'),
    unlock: late('unlock'),
    lock: late('lock'),
    manage: late('manage'),
    changePin: late('changePin'),
    unblockPin: late('unblockPin'),
    initialise: late('initialise'),
    generate: late('generate'),
    csr: late('csr'),
    signRequest: late('signRequest'),
    selfSign: late('selfSign'),
    writeCertificate: late('writeCertificate'),
    importIdentity: late('importIdentity'),
    delete: late('delete'),
    testKey: late('testKey'),
    takeIn: late('takeIn'),
    browsers: late('browsers'),
    registerModule: late('registerModule'),
    useOnly: late('useOnly'),
    initialiseSlot: late('initialiseSlot'),
    importDraft: late('importDraft'),
    openData: late('openData'),
    protectVault: late('protectVault'),
    unlockVault: late('unlockVault'),
    holdings: late('holdings'),
    onChange: (listener) => void listeners.push(listener),
    close: () => void loading?.then((service) => service.close()).catch(() => undefined),
  };
}
