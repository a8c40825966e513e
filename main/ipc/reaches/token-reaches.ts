// SPDX-License-Identifier: Apache-2.0
import type { AskedCall, Fact } from '../../grants/reach.ts';
import type { Services } from '../../services.ts';
import { certificateFacts, each, type Reaches, tokenFact } from './reach-parts.ts';

type TokenCalls = Extract<AskedCall, `tokens.${string}` | 'vault.addToken' | 'vault.unlockWithToken'>;

interface LastTry {
  readonly tokenId: string;
  readonly confirmedLastTry: boolean;
}

/** Logins need no question, except for the last PIN try. */
export function tokenReaches(services: Services): Reaches<TokenCalls> {
  const { tokens, stores } = services;

  async function tokenFacts({ tokenId, confirmedLastTry }: LastTry): Promise<Fact[]> {
    const token = await tokenFact(services, tokenId);
    return confirmedLastTry ? [token, ['lastTry', token[1]]] : [token];
  }

  const onToken = async (input: LastTry) => each(await tokenFacts(input));
  const lastTry = async ({ tokenId, confirmedLastTry }: LastTry) =>
    confirmedLastTry ? each([await tokenFact(services, tokenId)]) : null;

  async function moduleOf(moduleId: string) {
    const found = await tokens.moduleFacts(moduleId);
    const owner: Fact[] = found.owner === null ? [] : [['owner', found.owner]];
    return { found, facts: [['file', found.path], ...owner] satisfies Fact[] };
  }

  return {
    'tokens.allowModule': async ({ moduleId, sha256 }) => {
      const { facts } = await moduleOf(moduleId);
      // The page sent this hash. The call checks it.
      return each([...facts, ['sha256', sha256]]);
    },
    'tokens.registerModule': async ({ moduleId, storeId }) => {
      const { found, facts } = await moduleOf(moduleId);
      const store = (await stores.list({ refresh: false })).stores.find(({ id }) => id === storeId);
      return each([['place', store?.name ?? storeId], ...facts, ['sha256', found.sha256]]);
    },
    'tokens.manage': async (input) => (input.on ? each([await tokenFact(services, input.tokenId)]) : null),
    'tokens.changePin': onToken,
    'tokens.unblockPin': onToken,
    'tokens.initialise': onToken,
    'tokens.importIdentity': async (input) =>
      each([...(await certificateFacts(services, [input.sha256])), ...(await tokenFacts(input))]),
    // The call checks the typed label.
    'tokens.delete': async (input) => each([['object', input.typedLabel], ...(await tokenFacts(input))]),
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
