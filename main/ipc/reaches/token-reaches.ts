import type { AskedCall, Fact } from '../../grants/reach.ts';
import type { Services } from '../../services.ts';
import { certificateFacts, each, type Reaches, tokenFact } from './reach-parts.ts';

type TokenCalls = Extract<AskedCall, `tokens.${string}` | 'vault.addToken' | 'vault.unlockWithToken'>;

interface LastTry {
  readonly tokenId: string;
  readonly confirmedLastTry: boolean;
}

/** Modules, PINs, and what lies on a token. A PIN is sent without a question, but for the last try. */
export function tokenReaches(services: Services): Reaches<TokenCalls> {
  const { tokens, stores } = services;
  const onToken = async ({ tokenId }: { readonly tokenId: string }) => each([await tokenFact(services, tokenId)]);
  const lastTry = async (input: LastTry) => (input.confirmedLastTry ? await onToken(input) : null);

  async function moduleOf(moduleId: string) {
    const found = await tokens.moduleFacts(moduleId);
    const owner: Fact[] = found.owner === null ? [] : [['owner', found.owner]];
    return { found, facts: [['file', found.path], ...owner] satisfies Fact[] };
  }

  return {
    'tokens.allowModule': async ({ moduleId, sha256 }) => {
      const { facts } = await moduleOf(moduleId);
      // The file is compared with this hash before it is loaded.
      return each([...facts, ['sha256', sha256]]);
    },
    'tokens.registerModule': async ({ moduleId, storeId }) => {
      const { found, facts } = await moduleOf(moduleId);
      const store = (await stores.list({ refresh: false })).stores.find(({ id }) => id === storeId);
      return each([['place', store?.name ?? storeId], ...facts, ['sha256', found.sha256]]);
    },
    'tokens.manage': async (input) => (input.on ? await onToken(input) : null),
    'tokens.changePin': onToken,
    'tokens.unblockPin': onToken,
    'tokens.initialise': onToken,
    'tokens.importIdentity': async ({ tokenId, sha256 }) =>
      each([...(await certificateFacts(services, [sha256])), await tokenFact(services, tokenId)]),
    // The call itself compares what was typed with the object's label.
    'tokens.delete': async ({ tokenId, typedLabel }) =>
      each([['object', typedLabel], await tokenFact(services, tokenId)]),
    'tokens.unlock': lastTry,
    'tokens.generate': lastTry,
    'tokens.csr': lastTry,
    'tokens.selfSign': lastTry,
    'tokens.writeCertificate': lastTry,
    'tokens.testKey': lastTry,
    'vault.unlockWithToken': lastTry,
    'vault.addToken': onToken,
  };
}
