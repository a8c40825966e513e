// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import { isServerProtocol } from '../../../shared/domain/trust/server-protocol.ts';
import { serverTexts } from './server-texts.ts';
import type { HeldProfile, PendingRequest } from '../../../shared/schemas/enrolment/enrolment.ts';
import { profileOfRequest } from '../../enrolment/profiles/profile-of-request.ts';
import type { ServerAsk } from '../../enrolment/providers/server/server-enrolment.ts';
import type { GivenTrust } from '../../enrolment/providers/server/server-trust.ts';
import type { Command, CommandRun } from '../command.ts';
import { serverAsk, serverOptions, outcomeLines, outcomeValue, showContact } from './server-options.ts';
import { exit } from '../runtime/exit-codes.ts';
import { warnOfAuthorityKey } from './key-wanted.ts';
import { preflightBefore, skipFlag } from './preflight-checks.ts';
import { arrivedLines, requestNamed } from './request-lines.ts';
import { unlockIfPossible } from '../vault/unlock.ts';

export const pendingCheckCommand: Command = {
  name: 'pending check',
  synopsis: '[ID] [--anchor FILE] [--reference REF] [--skip-preflight] [--vault-token SERIAL --vault-pin-file FILE]',
  summary: { 'zh-CN': '再次向服务器询问一份申请（EST、CMP）', en: 'ask the server of a request again (EST, CMP)' },
  words: [0, 1],
  writes: true,
  values: serverOptions.values,
  flags: [skipFlag, ...serverOptions.flags],
  secrets: serverOptions.secrets,
  async run(run) {
    const { services, output, language, arguments: given } = run;
    const { enrolment } = services;
    await services.vault.require();
    const requests = await enrolment.pending();
    const waiting = requests.filter(({ state, profile }) => state === 'pending' && isServerProtocol(profile.protocol));
    const [word] = given.words;
    if (word === undefined && waiting.length === 0) {
      output.value({ requests: [] }, [serverTexts[language].nothingToAsk]);
      return exit.done;
    }
    const request = word === undefined ? onlyOne(waiting) : requestNamed(requests, word);
    // Arrived another way.
    if (request.state === 'done') {
      output.value({ request, certificate: request.certificate, added: [] }, arrivedLines(language, request));
      return exit.done;
    }
    const { protocol } = request.profile;
    if (!isServerProtocol(protocol)) throw new AppError('protocol-unsupported', { protocol: protocol.toUpperCase() });
    const held = profileOfRequest(await enrolment.profiles.list(), request);
    const asking = await serverAsk(run);
    const { before } = preflightBefore(run, held);
    // Check a stored answer first; contact a host only for a missing path or anchor.
    const contactsLater = request.answerKept && (await hasAnchor(run, held, asking.trust));
    const ask: ServerAsk = {
      ...asking,
      async before(known) {
        if (contactsLater) await showContact(run, held);
        await before(known);
      },
    };
    // The old certificate authenticates renewals.
    if (request.purpose === 'renew') await unlockIfPossible(run);
    if (request.keyMadeBy !== null && !request.answerKept) warnOfAuthorityKey(run);
    if (!contactsLater) await showContact(run, held);
    const outcome = await enrolment[protocol].resume(request.id, held, ask);
    output.value(outcomeValue(outcome), outcomeLines(run, outcome));
    return exit.done;
  },
};

/** The certificate, not only its fingerprint. */
async function hasAnchor({ services }: CommandRun, held: HeldProfile, given: GivenTrust): Promise<boolean> {
  if (given.anchorFile !== null || held.profile.anchor !== undefined) return true;
  return given.pin === null && (await services.enrolment.trust.of(held)).source === 'accepted';
}

/** Each may need a different code. */
function onlyOne(waiting: readonly PendingRequest[]): PendingRequest {
  const [first, second] = waiting;
  if (first === undefined) throw new AppError('not-found');
  if (second !== undefined) throw new AppError('ambiguous-id', { candidates: waiting.map(({ id }) => id) });
  return first;
}
